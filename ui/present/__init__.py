"""Release rows in, figures of the result pages out: sentences, tables and frames for charts. No streamlit."""
