"""What a night leaves for people and programs: the summary site, the workbook, machine output and the circular."""
