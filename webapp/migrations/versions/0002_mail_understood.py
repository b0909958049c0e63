"""Mail understood: log address, threads, imports, corrections, merges, suggestions, referrals, invitations."""

import sqlalchemy as sa
from alembic import op

from webapp.migrations.conversations import backfill

revision = '0002'
down_revision = '0001'


def upgrade() -> None:
    op.create_table('mail_import',
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('path', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('state', sa.String(length=32), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.Column('size', sa.BigInteger(), nullable=False),
    sa.Column('seen', sa.Integer(), nullable=False),
    sa.Column('known', sa.Integer(), nullable=False),
    sa.Column('unrelated', sa.Integer(), nullable=False),
        sa.Column("last_name", sa.Text(), nullable=False),
        sa.Column("sent", sa.Boolean(), nullable=False),
        sa.Column("upload", sa.Boolean(), nullable=False),
        sa.Column("claimed_by", sa.Text(), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('user_id', sa.Text(), nullable=False),
    sa.Column('id', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_mail_import_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mail_import'))
    )
    with op.batch_alter_table('mail_import', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mail_import_user_id'), ['user_id'], unique=False)

    op.create_table('suggestion',
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('wrote_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('dismissed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('user_id', sa.Text(), nullable=False),
    sa.Column('id', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_suggestion_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_suggestion')),
    sa.UniqueConstraint('user_id', 'address', name=op.f('uq_suggestion_user_id_address'))
    )
    with op.batch_alter_table('suggestion', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_suggestion_user_id'), ['user_id'], unique=False)

    op.create_table('thread',
    sa.Column('silenced_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('user_id', sa.Text(), nullable=False),
    sa.Column('id', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_thread_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_thread'))
    )
    with op.batch_alter_table('thread', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_thread_user_id'), ['user_id'], unique=False)

    op.create_table('thread_key',
    sa.Column('thread_id', sa.Text(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('user_id', sa.Text(), nullable=False),
    sa.Column('id', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['thread_id'], ['thread.id'], name=op.f('fk_thread_key_thread_id_thread'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_thread_key_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_thread_key')),
    sa.UniqueConstraint('thread_id', 'key', name=op.f('uq_thread_key_thread_id_key'))
    )
    with op.batch_alter_table('thread_key', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_thread_key_user_id'), ['user_id'], unique=False)
        batch_op.create_index('ix_thread_key_user_id_key', ['user_id', 'key'], unique=False)

    op.create_table('log_address',
    sa.Column('mailbox_id', sa.Text(), nullable=False),
    sa.Column('token', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_used_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('user_id', sa.Text(), nullable=False),
    sa.Column('id', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['mailbox_id'], ['mailbox.id'], name=op.f('fk_log_address_mailbox_id_mailbox'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_log_address_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_log_address')),
    sa.UniqueConstraint('token', name=op.f('uq_log_address_token'))
    )
    with op.batch_alter_table('log_address', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_log_address_mailbox_id'), ['mailbox_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_log_address_user_id'), ['user_id'], unique=False)

    op.create_table('imported_mail',
    sa.Column('import_id', sa.Text(), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.Column('message_row', sa.Text(), nullable=True),
    sa.Column('fate', sa.String(length=32), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('user_id', sa.Text(), nullable=False),
    sa.Column('id', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['import_id'], ['mail_import.id'], name=op.f('fk_imported_mail_import_id_mail_import'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['message_row'], ['message.id'], name=op.f('fk_imported_mail_message_row_message'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_imported_mail_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_imported_mail')),
    sa.UniqueConstraint('import_id', 'position', name=op.f('uq_imported_mail_import_id_position'))
    )
    with op.batch_alter_table('imported_mail', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_imported_mail_import_id'), ['import_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_imported_mail_message_row'), ['message_row'], unique=False)
        batch_op.create_index(batch_op.f('ix_imported_mail_user_id'), ['user_id'], unique=False)

    op.create_table('contact_merge',
    sa.Column('kept_id', sa.Text(), nullable=False),
    sa.Column('gone_id', sa.Text(), nullable=False),
    sa.Column('moved', sa.JSON(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('user_id', sa.Text(), nullable=False),
    sa.Column('id', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['gone_id'], ['contact.id'], name=op.f('fk_contact_merge_gone_id_contact'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['kept_id'], ['contact.id'], name=op.f('fk_contact_merge_kept_id_contact'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_contact_merge_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contact_merge'))
    )
    with op.batch_alter_table('contact_merge', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contact_merge_gone_id'), ['gone_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contact_merge_kept_id'), ['kept_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contact_merge_user_id'), ['user_id'], unique=False)

    op.create_table('not_the_same',
    sa.Column('one_id', sa.Text(), nullable=False),
    sa.Column('other_id', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('user_id', sa.Text(), nullable=False),
    sa.Column('id', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['one_id'], ['contact.id'], name=op.f('fk_not_the_same_one_id_contact'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['other_id'], ['contact.id'], name=op.f('fk_not_the_same_other_id_contact'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_not_the_same_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_not_the_same')),
    sa.UniqueConstraint('one_id', 'other_id', name=op.f('uq_not_the_same_one_id_other_id'))
    )
    with op.batch_alter_table('not_the_same', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_not_the_same_one_id'), ['one_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_not_the_same_other_id'), ['other_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_not_the_same_user_id'), ['user_id'], unique=False)

    op.create_table('referral',
    sa.Column('referred_id', sa.Text(), nullable=True),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('introduced', sa.Boolean(), nullable=False),
    sa.Column('message_row', sa.Text(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('contact_id', sa.Text(), nullable=False),
    sa.Column('user_id', sa.Text(), nullable=False),
    sa.Column('id', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['contact_id'], ['contact.id'], name=op.f('fk_referral_contact_id_contact'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['message_row'], ['message.id'], name=op.f('fk_referral_message_row_message'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['referred_id'], ['contact.id'], name=op.f('fk_referral_referred_id_contact'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_referral_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_referral'))
    )
    with op.batch_alter_table('referral', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_referral_contact_id'), ['contact_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_referral_message_row'), ['message_row'], unique=False)
        batch_op.create_index(batch_op.f('ix_referral_referred_id'), ['referred_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_referral_user_id'), ['user_id'], unique=False)

    op.create_table('correction',
    sa.Column('what', sa.String(length=32), nullable=False),
    sa.Column('message_row', sa.Text(), nullable=True),
    sa.Column('interaction_id', sa.Text(), nullable=True),
    sa.Column('was', sa.Text(), nullable=False),
    sa.Column('said', sa.Text(), nullable=False),
    sa.Column('signs', sa.JSON(), nullable=False),
    sa.Column('effect', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('taken_back_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('user_id', sa.Text(), nullable=False),
    sa.Column('id', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['interaction_id'], ['interaction.id'], name=op.f('fk_correction_interaction_id_interaction'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['message_row'], ['message.id'], name=op.f('fk_correction_message_row_message'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_correction_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_correction'))
    )
    with op.batch_alter_table('correction', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_correction_interaction_id'), ['interaction_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_correction_message_row'), ['message_row'], unique=False)
        batch_op.create_index(batch_op.f('ix_correction_user_id'), ['user_id'], unique=False)

    with op.batch_alter_table('backfill', schema=None) as batch_op:
        batch_op.add_column(sa.Column('done', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('total', sa.Integer(), nullable=False, server_default='0'))

    with op.batch_alter_table('folder_epoch', schema=None) as batch_op:
        batch_op.add_column(sa.Column('people_due', sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table('interaction', schema=None) as batch_op:
        batch_op.add_column(sa.Column('undone_with', sa.Text(), nullable=False, server_default=''))

    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.add_column(sa.Column('phone', sa.Text(), nullable=False, server_default=''))

    with op.batch_alter_table('interaction', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_decline', sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column('is_introduction', sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column('is_agreed', sa.Boolean(), nullable=True))

    with op.batch_alter_table('triage_item', schema=None) as batch_op:
        batch_op.add_column(sa.Column('subject', sa.Text(), nullable=False, server_default=''))

    with op.batch_alter_table('interview', schema=None) as batch_op:
        batch_op.add_column(sa.Column('calendar_uid', sa.Text(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('calendar_sequence', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('calendar_stamp', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('moved_from', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('message_row', sa.Text(), nullable=True))
        batch_op.create_index(batch_op.f('ix_interview_message_row'), ['message_row'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_interview_message_row_message'), 'message', ['message_row'], ['id'], ondelete='SET NULL')

    with op.batch_alter_table('mailbox', schema=None) as batch_op:
        batch_op.add_column(sa.Column('log_folder', sa.Text(), nullable=False, server_default='Fifty Cups'))
        batch_op.add_column(sa.Column('is_log', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('authserv_id', sa.Text(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('authserv_seen', sa.Text(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('authserv_times', sa.Integer(), nullable=False, server_default='0'))

    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.add_column(sa.Column('details', sa.JSON(), nullable=False, server_default='{}'))
        batch_op.add_column(sa.Column('authenticated', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('via', sa.String(length=32), nullable=False, server_default='mail'))
        batch_op.add_column(sa.Column('note', sa.Text(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('handed_over', sa.JSON(), nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('thread_id', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('original_id', sa.Text(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('subject_key', sa.Text(), nullable=False, server_default=''))
        batch_op.create_index('ix_message_user_id_original_id', ['user_id', 'original_id'], unique=False)
        batch_op.create_index('ix_message_thread_id_at', ['thread_id', 'at'], unique=False)
        batch_op.create_index('ix_message_user_id_from_address_via', ['user_id', 'from_address', 'via'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_message_thread_id_thread'), 'thread', ['thread_id'], ['id'], ondelete='SET NULL')

    with op.batch_alter_table('message_reference', schema=None) as batch_op:
        batch_op.add_column(sa.Column('direct', sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table('user', schema=None) as batch_op:
        batch_op.add_column(sa.Column('suggest_people', sa.Boolean(), nullable=False, server_default=sa.false()))

    backfill(op.get_bind())
