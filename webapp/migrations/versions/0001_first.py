"""All tables, as of the first release."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "login_attempt",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_login_attempt"),
    )
    op.create_index("ix_login_attempt_at", "login_attempt", ["at"])
    op.create_index("ix_login_attempt_who", "login_attempt", ["who"])

    op.create_table(
        "user",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_user"),
        sa.UniqueConstraint("email", name="uq_user_email"),
    )
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_audit_entry_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entry"),
    )
    op.create_index("ix_audit_entry_user_id", "audit_entry", ["user_id"])

    op.create_table(
        "mailbox",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("other_addresses", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("port", sa.Integer(), nullable=False),
        sa.Column("tls", sa.Text(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("sealed_password", sa.LargeBinary()),
        sa.Column("sent_folder", sa.Text(), nullable=False),
        sa.Column("sent_folder_missing", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_reason", sa.Text(), nullable=False),
        sa.Column("state_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True)),
        sa.Column("next_try_at", sa.DateTime(timezone=True)),
        sa.Column("check_requested_at", sa.DateTime(timezone=True)),
        sa.Column("progress_done", sa.Integer(), nullable=False),
        sa.Column("progress_total", sa.Integer(), nullable=False),
        sa.Column("password_failures", sa.Integer(), nullable=False),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("lease_owner", sa.Text(), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True)),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_mailbox_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_mailbox"),
        sa.UniqueConstraint("user_id", "address", name="uq_mailbox_user_id_address"),
    )
    op.create_index("ix_mailbox_user_id", "mailbox", ["user_id"])

    op.create_table(
        "message",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("from_name", sa.Text(), nullable=False),
        sa.Column("from_address", sa.Text(), nullable=False),
        sa.Column("to_addresses", sa.JSON(), nullable=False),
        sa.Column("cc_addresses", sa.JSON(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("date_text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("header", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("new_text", sa.Text(), nullable=False),
        sa.Column("attachments", sa.JSON(), nullable=False),
        sa.Column("automatic", sa.Boolean(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("thanks_for", sa.JSON(), nullable=False),
        sa.Column("match_reasons", sa.JSON(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_message_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_message"),
        sa.UniqueConstraint("user_id", "key", name="uq_message_user_id_key"),
    )
    op.create_index("ix_message_user_id", "message", ["user_id"])
    op.create_index("ix_message_user_id_message_id", "message", ["user_id", "message_id"])

    op.create_table(
        "never_log",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("pattern", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_never_log_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_never_log"),
        sa.UniqueConstraint("user_id", "pattern", name="uq_never_log_user_id_pattern"),
    )
    op.create_index("ix_never_log_user_id", "never_log", ["user_id"])

    op.create_table(
        "organisation",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("research_notes", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_organisation_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
        sa.UniqueConstraint("user_id", "name", name="uq_organisation_user_id_name"),
    )
    op.create_index("ix_organisation_user_id", "organisation", ["user_id"])

    op.create_table(
        "session",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("user_agent", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_session_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_session"),
        sa.UniqueConstraint("token_hash", name="uq_session_token_hash"),
    )
    op.create_index("ix_session_user_id", "session", ["user_id"])

    op.create_table(
        "setup_token",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_by", sa.Text()),
        sa.ForeignKeyConstraint(["used_by"], ["user.id"], name="fk_setup_token_used_by_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_setup_token"),
        sa.UniqueConstraint("token_hash", name="uq_setup_token_token_hash"),
    )
    op.create_table(
        "contact",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Text()),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("common_ground", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("phase", sa.String(length=32), nullable=False),
        sa.Column("phase_since", sa.DateTime(timezone=True)),
        sa.Column("last_at", sa.DateTime(timezone=True)),
        sa.Column("derive_due", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True)),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name="fk_contact_organisation_id_organisation",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_contact_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_contact"),
    )
    op.create_index("ix_contact_organisation_id", "contact", ["organisation_id"])
    op.create_index("ix_contact_user_id", "contact", ["user_id"])

    op.create_table(
        "folder_epoch",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("mailbox_id", sa.Text(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("cursor", sa.BigInteger(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("unrelated", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reconciled_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["mailbox_id"], ["mailbox.id"], name="fk_folder_epoch_mailbox_id_mailbox", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_folder_epoch_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_folder_epoch"),
        sa.UniqueConstraint(
            "mailbox_id", "folder", "uidvalidity", name="uq_folder_epoch_mailbox_id_folder_uidvalidity"
        ),
    )
    op.create_index("ix_folder_epoch_mailbox_id", "folder_epoch", ["mailbox_id"])
    op.create_index("ix_folder_epoch_user_id", "folder_epoch", ["user_id"])

    op.create_table(
        "message_reference",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("message_row", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_row"], ["message.id"], name="fk_message_reference_message_row_message", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_message_reference_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_message_reference"),
        sa.UniqueConstraint("message_row", "reference", name="uq_message_reference_message_row_reference"),
    )
    op.create_index("ix_message_reference_message_row", "message_reference", ["message_row"])
    op.create_index("ix_message_reference_user_id", "message_reference", ["user_id"])
    op.create_index("ix_message_reference_user_id_reference", "message_reference", ["user_id", "reference"])

    op.create_table(
        "contact_address",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name="fk_contact_address_contact_id_contact", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_contact_address_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_contact_address"),
        sa.UniqueConstraint("user_id", "address", name="uq_contact_address_user_id_address"),
    )
    op.create_index("ix_contact_address_contact_id", "contact_address", ["contact_id"])
    op.create_index("ix_contact_address_user_id", "contact_address", ["user_id"])

    op.create_table(
        "duty",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("settled_by", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_duty_contact_id_contact", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_duty_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_duty"),
    )
    op.create_index("ix_duty_contact_id", "duty", ["contact_id"])
    op.create_index("ix_duty_user_id", "duty", ["user_id"])
    op.create_index("ix_duty_user_id_kind", "duty", ["user_id", "kind"])

    op.create_table(
        "follow_up",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name="fk_follow_up_contact_id_contact", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_follow_up_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_follow_up"),
    )
    op.create_index("ix_follow_up_contact_id", "follow_up", ["contact_id"])
    op.create_index("ix_follow_up_user_id", "follow_up", ["user_id"])

    op.create_table(
        "give",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("way", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_give_contact_id_contact", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_give_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_give"),
    )
    op.create_index("ix_give_contact_id", "give", ["contact_id"])
    op.create_index("ix_give_user_id", "give", ["user_id"])

    op.create_table(
        "interaction",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("message_row", sa.Text()),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("copied", sa.Boolean(), nullable=False),
        sa.Column("automatic", sa.Boolean(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True)),
        sa.Column("is_thanks", sa.Boolean()),
        sa.Column("settles", sa.Text(), nullable=False),
        sa.Column("told_ask", sa.Text(), nullable=False),
        sa.Column("not_an_answer", sa.Boolean(), nullable=False),
        sa.Column("nothing_obtained", sa.Boolean(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True)),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("phase", sa.String(length=32)),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("answered_ask", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name="fk_interaction_contact_id_contact", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["message_row"], ["message.id"], name="fk_interaction_message_row_message", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_interaction_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_interaction"),
        sa.UniqueConstraint("contact_id", "message_row", name="uq_interaction_contact_id_message_row"),
    )
    op.create_index("ix_interaction_contact_id", "interaction", ["contact_id"])
    op.create_index("ix_interaction_contact_id_at", "interaction", ["contact_id", "at"])
    op.create_index("ix_interaction_message_row", "interaction", ["message_row"])
    op.create_index("ix_interaction_user_id", "interaction", ["user_id"])
    op.create_index("ix_interaction_user_id_recorded_at", "interaction", ["user_id", "recorded_at"])

    op.create_table(
        "message_location",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("epoch_id", sa.Text(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("message_row", sa.Text()),
        sa.Column("fate", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("tried_by", sa.Text(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["epoch_id"], ["folder_epoch.id"], name="fk_message_location_epoch_id_folder_epoch", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["message_row"], ["message.id"], name="fk_message_location_message_row_message", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_message_location_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_message_location"),
        sa.UniqueConstraint("epoch_id", "uid", name="uq_message_location_epoch_id_uid"),
    )
    op.create_index("ix_message_location_epoch_id", "message_location", ["epoch_id"])
    op.create_index("ix_message_location_message_row", "message_location", ["message_row"])
    op.create_index("ix_message_location_user_id", "message_location", ["user_id"])

    op.create_table(
        "phase_change",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("old", sa.String(length=32), nullable=False),
        sa.Column("new", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name="fk_phase_change_contact_id_contact", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_phase_change_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_phase_change"),
    )
    op.create_index("ix_phase_change_contact_id", "phase_change", ["contact_id"])
    op.create_index("ix_phase_change_user_id", "phase_change", ["user_id"])

    op.create_table(
        "ask",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True)),
        sa.Column("interaction_id", sa.Text()),
        sa.Column("follow_up_on", sa.Date()),
        sa.Column("declined_at", sa.DateTime(timezone=True)),
        sa.Column("override_note", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_ask_contact_id_contact", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["interaction_id"], ["interaction.id"], name="fk_ask_interaction_id_interaction", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_ask_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_ask"),
    )
    op.create_index("ix_ask_contact_id", "ask", ["contact_id"])
    op.create_index("ix_ask_interaction_id", "ask", ["interaction_id"])
    op.create_index("ix_ask_user_id", "ask", ["user_id"])

    op.create_table(
        "backfill",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("mailbox_id", sa.Text(), nullable=False),
        sa.Column("contact_address_id", sa.Text(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["contact_address_id"],
            ["contact_address.id"],
            name="fk_backfill_contact_address_id_contact_address",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["mailbox_id"], ["mailbox.id"], name="fk_backfill_mailbox_id_mailbox", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_backfill_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_backfill"),
        sa.UniqueConstraint("mailbox_id", "contact_address_id", name="uq_backfill_mailbox_id_contact_address_id"),
    )
    op.create_index("ix_backfill_contact_address_id", "backfill", ["contact_address_id"])
    op.create_index("ix_backfill_mailbox_id", "backfill", ["mailbox_id"])
    op.create_index("ix_backfill_user_id", "backfill", ["user_id"])

    op.create_table(
        "interview",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("interaction_id", sa.Text()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name="fk_interview_contact_id_contact", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["interaction_id"], ["interaction.id"], name="fk_interview_interaction_id_interaction", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_interview_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_interview"),
    )
    op.create_index("ix_interview_contact_id", "interview", ["contact_id"])
    op.create_index("ix_interview_interaction_id", "interview", ["interaction_id"])
    op.create_index("ix_interview_user_id", "interview", ["user_id"])

    op.create_table(
        "triage_item",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text()),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("message_row", sa.Text()),
        sa.Column("interaction_id", sa.Text()),
        sa.Column("candidates", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
        sa.Column("settlement", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name="fk_triage_item_contact_id_contact", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["interaction_id"], ["interaction.id"], name="fk_triage_item_interaction_id_interaction", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["message_row"], ["message.id"], name="fk_triage_item_message_row_message", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_triage_item_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_triage_item"),
    )
    op.create_index("ix_triage_item_contact_id", "triage_item", ["contact_id"])
    op.create_index("ix_triage_item_interaction_id", "triage_item", ["interaction_id"])
    op.create_index("ix_triage_item_message_row", "triage_item", ["message_row"])
    op.create_index("ix_triage_item_user_id", "triage_item", ["user_id"])
    op.create_index("ix_triage_item_user_id_settled_at", "triage_item", ["user_id", "settled_at"])

    op.create_table(
        "ask_change",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("ask_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("old", sa.String(length=32), nullable=False),
        sa.Column("new", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["ask_id"], ["ask.id"], name="fk_ask_change_ask_id_ask", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name="fk_ask_change_contact_id_contact", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_ask_change_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_ask_change"),
    )
    op.create_index("ix_ask_change_ask_id", "ask_change", ["ask_id"])
    op.create_index("ix_ask_change_contact_id", "ask_change", ["contact_id"])
    op.create_index("ix_ask_change_user_id", "ask_change", ["user_id"])

    op.create_table(
        "outcome",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ask_id", sa.Text()),
        sa.Column("interaction_id", sa.Text()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["ask_id"], ["ask.id"], name="fk_outcome_ask_id_ask", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name="fk_outcome_contact_id_contact", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["interaction_id"], ["interaction.id"], name="fk_outcome_interaction_id_interaction", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_outcome_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_outcome"),
    )
    op.create_index("ix_outcome_ask_id", "outcome", ["ask_id"])
    op.create_index("ix_outcome_contact_id", "outcome", ["contact_id"])
    op.create_index("ix_outcome_interaction_id", "outcome", ["interaction_id"])
    op.create_index("ix_outcome_user_id", "outcome", ["user_id"])

    op.create_table(
        "use",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome_id", sa.Text()),
        sa.Column("reported_at", sa.DateTime(timezone=True)),
        sa.Column("override_note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_use_contact_id_contact", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["outcome_id"], ["outcome.id"], name="fk_use_outcome_id_outcome", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_use_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_use"),
    )
    op.create_index("ix_use_contact_id", "use", ["contact_id"])
    op.create_index("ix_use_outcome_id", "use", ["outcome_id"])
    op.create_index("ix_use_user_id", "use", ["user_id"])
