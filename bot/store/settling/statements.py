"""The SQL of outcomes and statuses, named."""

# A reply begun while the former attempt's outcome was not known is a resend. The same attempt may
# be written twice: its first commit was done, but reported as failed.
BEGIN_ATTEMPT = """
UPDATE message SET attempt = ?1, resends = resends + (is_attempted AND attempt < ?1),
    is_attempted = 1, detail = ''
WHERE citizen = ?2 AND number = ?3 AND fate = 'waiting'
"""
KEEP_WAITING = """
UPDATE message SET due_at = ?, is_attempted = ?, detail = ?, content = coalesce(?, content)
WHERE citizen = ? AND number = ? AND attempt = ? AND fate = 'waiting' AND failed_attempt <> attempt
"""
# An answer says nothing any more once a status told what became of its attempt; what ends a reply
# without an answer names no attempt.
END = """
UPDATE message SET fate = ?, detail = ?, settled_at = ?, is_attempted = 0, due_at = NULL,
    content = NULL, address = NULL
WHERE citizen = ? AND number = ? AND fate = 'waiting'
    AND NOT (failed_attempt > 0 AND failed_attempt = ?)
"""
STANDING_OF = """
SELECT citizen, number, fate, detail, status, attempt, accepted_attempt, failed_attempt,
       is_doubled, content IS NOT NULL
FROM message WHERE (citizen, number) IN (VALUES {})
"""
OVERTAKEN = """
SELECT citizen, number FROM message m WHERE (citizen, number) IN (VALUES {}) AND EXISTS (
    SELECT 1 FROM message later
    WHERE later.citizen = m.citizen AND later.number > m.number AND later.attempt > 0)
"""
# Content and address stay while the reply may have to be sent again.
STAND = """
UPDATE message SET fate = ?1, detail = ?2, status = ?3, accepted_attempt = ?4, failed_attempt = ?5,
    is_doubled = ?6, due_at = ?7, is_attempted = 0,
    settled_at = CASE ?1 WHEN 'waiting' THEN NULL ELSE coalesce(settled_at, ?8) END,
    content = CASE WHEN ?1 = 'waiting' OR ?3 = 'sent' THEN content END,
    address = CASE WHEN ?1 = 'waiting' OR ?3 = 'sent' THEN address END
WHERE citizen = ?9 AND number = ?10
"""
RETURNING = """
SELECT citizen, number, content, address, expires_at, due_at, attempt, is_attempted
FROM message WHERE (citizen, number) IN (VALUES {}) AND fate = 'waiting'
"""
DOUBT_ALL = """
UPDATE message SET detail = 'in-doubt: restart' WHERE fate = 'waiting' AND is_attempted = 1
"""
