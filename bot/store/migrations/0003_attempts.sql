-- What is known of the attempts to send a reply, so that doubles and late failures can be told.
ALTER TABLE message ADD COLUMN accepted_attempt INTEGER NOT NULL DEFAULT 0; -- which the platform took; 0: none that stands
ALTER TABLE message ADD COLUMN failed_attempt INTEGER NOT NULL DEFAULT 0;   -- which it took and then let fail
ALTER TABLE message ADD COLUMN is_doubled INTEGER NOT NULL DEFAULT 0;       -- 1: it took two of them
ALTER TABLE message ADD COLUMN resends INTEGER NOT NULL DEFAULT 0;          -- begun while the former was in doubt
