-- What a citizen answered to questions, encrypted, while the conversation lasts; NULL for most.
ALTER TABLE session ADD COLUMN answers TEXT;
CREATE INDEX session_with_answers ON session (seen_at) WHERE answers IS NOT NULL;
