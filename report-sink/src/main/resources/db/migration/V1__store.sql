-- One row a series; points refer to it by number, so that a key is stored once.
CREATE TABLE series (
  series_id   INTEGER PRIMARY KEY,
  series_key  TEXT NOT NULL UNIQUE,
  model_name  TEXT NOT NULL,
  metric_name TEXT NOT NULL
);

-- One row a measurement.
CREATE TABLE points (
  series_id         INTEGER NOT NULL REFERENCES series (series_id),
  order_micros      INTEGER NOT NULL,
  timestamp_micros  INTEGER NOT NULL,
  event_id          TEXT NOT NULL,
  value             REAL NOT NULL,
  unit              TEXT NOT NULL,
  category          TEXT NOT NULL,
  metadata          TEXT NOT NULL,
  direction         TEXT,
  threshold_percent REAL,
  samples           TEXT,
  run_id            TEXT,
  commit_id         TEXT,
  branch            TEXT,
  build_url         TEXT
);

-- Both the order of a history and what makes a measurement the same one: one index instead of two.
CREATE UNIQUE INDEX points_order ON points (series_id, order_micros, timestamp_micros, event_id);

-- Latest statistics of a series, as the detector published them.
CREATE TABLE stats (
  series_key              TEXT PRIMARY KEY,
  model_name              TEXT NOT NULL,
  metric_name             TEXT NOT NULL,
  unit                    TEXT NOT NULL,
  category                TEXT NOT NULL,
  direction               TEXT NOT NULL,
  window_size             INTEGER NOT NULL,
  count                   INTEGER NOT NULL,
  mean                    REAL,
  stdev                   REAL,
  min                     REAL,
  max                     REAL,
  median                  REAL,
  latest                  REAL,
  latest_timestamp_micros INTEGER NOT NULL
) WITHOUT ROWID;

-- Every revision of every alert.
CREATE TABLE alert_transitions (
  alert_id          TEXT NOT NULL,
  revision          INTEGER NOT NULL,
  fingerprint       TEXT NOT NULL,
  state             TEXT NOT NULL,
  severity          TEXT NOT NULL,
  severity_rank     INTEGER NOT NULL,
  series_key        TEXT NOT NULL,
  model_name        TEXT NOT NULL,
  metric_name       TEXT NOT NULL,
  unit              TEXT NOT NULL,
  category          TEXT NOT NULL,
  direction         TEXT NOT NULL,
  detector          TEXT NOT NULL,
  previous_value    REAL,
  current_value     REAL,
  change_percent    REAL,
  threshold_percent REAL,
  noise_percent     REAL,
  strength          REAL,
  timestamp_micros  INTEGER NOT NULL,
  opened_micros     INTEGER NOT NULL,
  event_id          TEXT NOT NULL,
  last_good_commit  TEXT,
  first_bad_commit  TEXT,
  message           TEXT NOT NULL,
  reason            TEXT NOT NULL,
  PRIMARY KEY (alert_id, revision)
) WITHOUT ROWID;

-- Each alert as it stands: its highest revision.
CREATE TABLE alerts (
  alert_id          TEXT PRIMARY KEY,
  revision          INTEGER NOT NULL,
  fingerprint       TEXT NOT NULL,
  state             TEXT NOT NULL,
  severity          TEXT NOT NULL,
  severity_rank     INTEGER NOT NULL,
  series_key        TEXT NOT NULL,
  model_name        TEXT NOT NULL,
  metric_name       TEXT NOT NULL,
  unit              TEXT NOT NULL,
  category          TEXT NOT NULL,
  direction         TEXT NOT NULL,
  detector          TEXT NOT NULL,
  previous_value    REAL,
  current_value     REAL,
  change_percent    REAL,
  threshold_percent REAL,
  noise_percent     REAL,
  strength          REAL,
  timestamp_micros  INTEGER NOT NULL,
  opened_micros     INTEGER NOT NULL,
  event_id          TEXT NOT NULL,
  last_good_commit  TEXT,
  first_bad_commit  TEXT,
  message           TEXT NOT NULL,
  reason            TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX alerts_worst ON alerts (severity_rank DESC, timestamp_micros DESC);
CREATE INDEX alerts_newest ON alerts (timestamp_micros DESC);
CREATE INDEX alerts_series ON alerts (series_key);

-- Where to go on reading: written with the rows that were read.
CREATE TABLE offsets (
  topic       TEXT NOT NULL,
  "partition" INTEGER NOT NULL,
  topic_id    TEXT NOT NULL,
  next_offset INTEGER NOT NULL,
  PRIMARY KEY (topic, "partition")
) WITHOUT ROWID;

-- For people who ask in SQL: a measurement with its names and times in UTC.
CREATE VIEW measurements AS
SELECT s.series_key,
       s.model_name,
       s.metric_name,
       p.value,
       p.unit,
       p.category,
       strftime('%Y-%m-%dT%H:%M:%f', p.timestamp_micros / 1e6, 'unixepoch') AS measured_at,
       strftime('%Y-%m-%dT%H:%M:%f', p.order_micros / 1e6, 'unixepoch') AS ordered_at,
       p.commit_id,
       p.branch,
       p.run_id,
       p.build_url,
       p.metadata,
       p.event_id
FROM points p
JOIN series s USING (series_id);
