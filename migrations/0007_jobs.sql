-- Runs of scheduled jobs. A tick is claimed by inserting its row, so that of several nodes one does the work.

CREATE TABLE jobs_runs (
    job         text NOT NULL,
    tick        timestamptz NOT NULL,
    node        uuid NOT NULL,
    started_at  timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    outcome     text NOT NULL DEFAULT '',
    PRIMARY KEY (job, tick)
);
CREATE INDEX jobs_runs_by_age ON jobs_runs (started_at);
