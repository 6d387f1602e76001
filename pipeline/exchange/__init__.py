"""Spreadsheets, out to those who answer and in again. What is read here is shown before anything is written."""
