"""A rule set as a workbook and back: the editor of people who live in spreadsheets. One row is one clause."""
