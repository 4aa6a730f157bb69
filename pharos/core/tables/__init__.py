"""Other people's tables made into rows: CSV and XLSX, whatever their bytes; rows or a named fault."""
