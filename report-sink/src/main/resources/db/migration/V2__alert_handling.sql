-- Who changed the state of an alert, and what was applied.
ALTER TABLE alert_transitions ADD COLUMN floor REAL NOT NULL DEFAULT 0;
ALTER TABLE alert_transitions ADD COLUMN pinned_baseline REAL;
ALTER TABLE alert_transitions ADD COLUMN actor TEXT;
ALTER TABLE alert_transitions ADD COLUMN snoozed_until_micros INTEGER;

ALTER TABLE alerts ADD COLUMN floor REAL NOT NULL DEFAULT 0;
ALTER TABLE alerts ADD COLUMN pinned_baseline REAL;
ALTER TABLE alerts ADD COLUMN actor TEXT;
ALTER TABLE alerts ADD COLUMN snoozed_until_micros INTEGER;

ALTER TABLE stats ADD COLUMN pinned_baseline REAL;

-- What is to be told to whom: written with the change of state that it tells, kept until the alert is closed and told so.
CREATE TABLE notifications (
  notification_id  INTEGER PRIMARY KEY AUTOINCREMENT,
  target           TEXT NOT NULL,
  alert_id         TEXT NOT NULL,
  revision         INTEGER NOT NULL,
  transition       TEXT NOT NULL,
  created_micros   INTEGER NOT NULL,
  attempts         INTEGER NOT NULL DEFAULT 0,
  delivered_micros INTEGER,
  UNIQUE (target, alert_id, revision)
);

CREATE INDEX notifications_pending ON notifications (target, notification_id) WHERE delivered_micros IS NULL;

-- For alerts that stand: few among all that ever were.
CREATE INDEX alerts_state ON alerts (state);
