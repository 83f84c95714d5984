import java.io.File;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** What veraPDF says of files as PDF/UA-1: a line a rule that is broken, the number of the file first. */
public class PdfUa {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int place = 0; place < files.length; place++) {
            try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(files[place]), PDFAFlavour.PDFUA_1);
                    PDFAValidator validator =
                            Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, 100, false, false, false)) {
                ValidationResult result = validator.validate(parser);
                System.out.println(place + " checked " + result.getTotalAssertions());
                for (TestAssertion found : result.getTestAssertions()) {
                    System.out.println(place + " broken " + found.getRuleId().getClause() + " " + found.getMessage());
                }
            }
        }
    }
}
