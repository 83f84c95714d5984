"""Files made of release rows: CSV and workbooks. No streamlit, no release, no drawing."""
