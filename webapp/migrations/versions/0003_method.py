"""The method whole: measured strength, permission, letters, preparation, goal, time, favours."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'


def upgrade() -> None:
    op.create_table('goal',
    sa.Column('position', sa.Text(), nullable=False),
    sa.Column('situation', sa.Text(), nullable=False),
    sa.Column('skills', sa.JSON(), nullable=False),
    sa.Column('wish', sa.Text(), nullable=False),
    sa.Column('pitch', sa.Text(), nullable=False),
    sa.Column('signature', sa.Text(), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('user_id', sa.Text(), nullable=False),
    sa.Column('id', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_goal_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_goal')),
    sa.UniqueConstraint('user_id', name=op.f('uq_goal_user_id'))
    )
    with op.batch_alter_table('goal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_goal_user_id'), ['user_id'], unique=False)

    op.create_table('story',
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('user_id', sa.Text(), nullable=False),
    sa.Column('id', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_story_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_story'))
    )
    with op.batch_alter_table('story', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_story_user_id'), ['user_id'], unique=False)

    op.create_table('favour',
    sa.Column('owed_by_id', sa.Text(), nullable=False),
    sa.Column('owed_to_id', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('repaid_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('user_id', sa.Text(), nullable=False),
    sa.Column('id', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['owed_by_id'], ['contact.id'], name=op.f('fk_favour_owed_by_id_contact'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['owed_to_id'], ['contact.id'], name=op.f('fk_favour_owed_to_id_contact'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_favour_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_favour'))
    )
    with op.batch_alter_table('favour', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_favour_owed_by_id'), ['owed_by_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_favour_owed_to_id'), ['owed_to_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_favour_user_id'), ['user_id'], unique=False)

    op.create_table('knows',
    sa.Column('one_id', sa.Text(), nullable=False),
    sa.Column('other_id', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('user_id', sa.Text(), nullable=False),
    sa.Column('id', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['one_id'], ['contact.id'], name=op.f('fk_knows_one_id_contact'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['other_id'], ['contact.id'], name=op.f('fk_knows_other_id_contact'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_knows_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_knows')),
    sa.UniqueConstraint('one_id', 'other_id', name=op.f('uq_knows_one_id_other_id'))
    )
    with op.batch_alter_table('knows', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_knows_one_id'), ['one_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_knows_other_id'), ['other_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_knows_user_id'), ['user_id'], unique=False)

    op.create_table('time_entry',
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('through', sa.String(length=32), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('contact_id', sa.Text(), nullable=True),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('user_id', sa.Text(), nullable=False),
    sa.Column('id', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['contact_id'], ['contact.id'], name=op.f('fk_time_entry_contact_id_contact'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_time_entry_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_time_entry'))
    )
    with op.batch_alter_table('time_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_time_entry_contact_id'), ['contact_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_time_entry_user_id'), ['user_id'], unique=False)
        batch_op.create_index('ix_time_entry_user_id_day', ['user_id', 'day'], unique=False)
        batch_op.create_index('ix_time_entry_user_id_source', ['user_id', 'source'], unique=True, sqlite_where=sa.text("source <> ''"), postgresql_where=sa.text("source <> ''"))

    op.create_table('agenda_item',
    sa.Column('interview_id', sa.Text(), nullable=False),
    sa.Column('part', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('contact_id', sa.Text(), nullable=False),
    sa.Column('user_id', sa.Text(), nullable=False),
    sa.Column('id', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['contact_id'], ['contact.id'], name=op.f('fk_agenda_item_contact_id_contact'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['interview_id'], ['interview.id'], name=op.f('fk_agenda_item_interview_id_interview'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_agenda_item_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda_item'))
    )
    with op.batch_alter_table('agenda_item', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agenda_item_contact_id'), ['contact_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_agenda_item_interview_id'), ['interview_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_agenda_item_user_id'), ['user_id'], unique=False)

    op.create_table('quick_note',
    sa.Column('interview_id', sa.Text(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('contact_id', sa.Text(), nullable=False),
    sa.Column('user_id', sa.Text(), nullable=False),
    sa.Column('id', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['contact_id'], ['contact.id'], name=op.f('fk_quick_note_contact_id_contact'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['interview_id'], ['interview.id'], name=op.f('fk_quick_note_interview_id_interview'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_quick_note_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quick_note')),
    sa.UniqueConstraint('interview_id', 'key', name=op.f('uq_quick_note_interview_id_key'))
    )
    with op.batch_alter_table('quick_note', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_quick_note_contact_id'), ['contact_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_quick_note_interview_id'), ['interview_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_quick_note_user_id'), ['user_id'], unique=False)

    op.create_table('reflection',
    sa.Column('interview_id', sa.Text(), nullable=False),
    sa.Column('learned', sa.Text(), nullable=False),
    sa.Column('liked', sa.Text(), nullable=False),
    sa.Column('concerns', sa.Text(), nullable=False),
    sa.Column('advice', sa.Text(), nullable=False),
    sa.Column('occupation', sa.Text(), nullable=False),
    sa.Column('happy', sa.Text(), nullable=False),
    sa.Column('next', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('contact_id', sa.Text(), nullable=False),
    sa.Column('user_id', sa.Text(), nullable=False),
    sa.Column('id', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['contact_id'], ['contact.id'], name=op.f('fk_reflection_contact_id_contact'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['interview_id'], ['interview.id'], name=op.f('fk_reflection_interview_id_interview'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_reflection_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reflection')),
    sa.UniqueConstraint('interview_id', name=op.f('uq_reflection_interview_id'))
    )
    with op.batch_alter_table('reflection', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reflection_contact_id'), ['contact_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reflection_interview_id'), ['interview_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reflection_user_id'), ['user_id'], unique=False)

    op.create_table('letter',
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('to_address', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('ask_id', sa.Text(), nullable=True),
    sa.Column('use_id', sa.Text(), nullable=True),
    sa.Column('referral_id', sa.Text(), nullable=True),
    sa.Column('settles', sa.Text(), nullable=False),
    sa.Column('answers', sa.Text(), nullable=True),
    sa.Column('call_on', sa.Date(), nullable=True),
    sa.Column('message_id', sa.Text(), nullable=False),
    sa.Column('mailbox_id', sa.Text(), nullable=True),
    sa.Column('wanted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('saved_in', sa.Text(), nullable=False),
    sa.Column('trouble', sa.Text(), nullable=False),
    sa.Column('sent_line', sa.Text(), nullable=True),
    sa.Column('sent_sure', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('contact_id', sa.Text(), nullable=False),
    sa.Column('user_id', sa.Text(), nullable=False),
    sa.Column('id', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['answers'], ['interaction.id'], name=op.f('fk_letter_answers_interaction'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['ask_id'], ['ask.id'], name=op.f('fk_letter_ask_id_ask'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['contact_id'], ['contact.id'], name=op.f('fk_letter_contact_id_contact'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['mailbox_id'], ['mailbox.id'], name=op.f('fk_letter_mailbox_id_mailbox'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['referral_id'], ['referral.id'], name=op.f('fk_letter_referral_id_referral'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['sent_line'], ['interaction.id'], name=op.f('fk_letter_sent_line_interaction'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['use_id'], ['use.id'], name=op.f('fk_letter_use_id_use'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_letter_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter'))
    )
    with op.batch_alter_table('letter', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_letter_answers'), ['answers'], unique=False)
        batch_op.create_index(batch_op.f('ix_letter_ask_id'), ['ask_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_letter_contact_id'), ['contact_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_letter_mailbox_id'), ['mailbox_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_letter_referral_id'), ['referral_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_letter_sent_line'), ['sent_line'], unique=False)
        batch_op.create_index(batch_op.f('ix_letter_use_id'), ['use_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_letter_user_id'), ['user_id'], unique=False)
        batch_op.create_index('ix_letter_user_id_message_id', ['user_id', 'message_id'], unique=False)

    with op.batch_alter_table('ask', schema=None) as batch_op:
        batch_op.add_column(sa.Column('glad', sa.Text(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('to_hire', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('skipped', sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table('use', schema=None) as batch_op:
        batch_op.add_column(sa.Column('skipped', sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table('duty', schema=None) as batch_op:
        batch_op.add_column(sa.Column('followed_up', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('followed_up_at', sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.add_column(sa.Column('can_hire', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('cadence_days', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('reconnect_after', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('exchanges', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('meetings', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('received', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('given', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('unanswered', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('first_met_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('last_out_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('last_in_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('missing', sa.Text(), nullable=False, server_default=''))

    with op.batch_alter_table('give', schema=None) as batch_op:
        batch_op.add_column(sa.Column('interaction_id', sa.Text(), nullable=True))
        batch_op.create_index(batch_op.f('ix_give_interaction_id'), ['interaction_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_give_interaction_id_interaction'), 'interaction', ['interaction_id'], ['id'], ondelete='SET NULL')

    with op.batch_alter_table('interaction', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_report', sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column('reports', sa.Text(), nullable=False, server_default=''))

    with op.batch_alter_table('interview', schema=None) as batch_op:
        batch_op.add_column(sa.Column('began_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('stopped_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('who_else', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('may_use_name', sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column('revision', sa.Integer(), nullable=False, server_default='0'))

    with op.batch_alter_table('organisation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('target_since', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('target_note', sa.Text(), nullable=False, server_default=''))

    with op.batch_alter_table('referral', schema=None) as batch_op:
        batch_op.add_column(sa.Column('permission', sa.String(length=32), nullable=False, server_default='not_asked'))
        batch_op.add_column(sa.Column('done', sa.Text(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('result', sa.Text(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('told_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('outcome_id', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('interview_id', sa.Text(), nullable=True))
        batch_op.create_index(batch_op.f('ix_referral_interview_id'), ['interview_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_referral_outcome_id'), ['outcome_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_referral_outcome_id_outcome'), 'outcome', ['outcome_id'], ['id'], ondelete='SET NULL')
        batch_op.create_foreign_key(batch_op.f('fk_referral_interview_id_interview'), 'interview', ['interview_id'], ['id'], ondelete='SET NULL')

    with op.batch_alter_table('user', schema=None) as batch_op:
        batch_op.add_column(sa.Column('follow_up_days', sa.Integer(), nullable=False, server_default='3'))
        batch_op.add_column(sa.Column('last_follow_up_days', sa.Integer(), nullable=False, server_default='7'))
        batch_op.add_column(sa.Column('cups_goal', sa.Integer(), nullable=False, server_default='50'))
        batch_op.add_column(sa.Column('people_share', sa.Integer(), nullable=False, server_default='75'))

    # Strength is measured from what is stored already: the mail reader derives all relationships again when it starts.
    op.execute(sa.text("UPDATE contact SET derive_due = :due").bindparams(due=True))
