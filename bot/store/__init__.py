"""What must survive a crash: sessions, seen marks and the outbox."""
