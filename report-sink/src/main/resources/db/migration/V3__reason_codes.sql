-- Why the state of an alert changed, for programs.
ALTER TABLE alert_transitions ADD COLUMN reason_code TEXT NOT NULL DEFAULT 'UNKNOWN';
ALTER TABLE alerts ADD COLUMN reason_code TEXT NOT NULL DEFAULT 'UNKNOWN';
