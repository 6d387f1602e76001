"""What a project is: persons, bodies, meetings, cases, decisions, tasks."""
