"""What is computed from the warehouse: one module a question, frames in and small frames out."""
