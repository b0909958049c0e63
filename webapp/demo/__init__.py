"""The demo: people, their mail and a mailbox for it. All rows come through services and through mail that is read."""
