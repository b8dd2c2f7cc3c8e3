-- The events of this service's streams. It is the outbox too: Debezium relays each row to its topic.
create table journal (
  position       bigint generated always as identity,
  stream         uuid        not null,
  version        int         not null,
  event_id       uuid        not null unique,
  type           text        not null,
  schema_version int         not null,
  topic          text        not null,
  key            text        not null,
  org            text        not null,
  payload        bytea,
  occurred_at    timestamptz not null,
  caused_by      text,
  traceparent    text,
  primary key (stream, version)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% on % is refused: it is append-only', tg_op, tg_table_name;
end $$;

create trigger journal_is_append_only before update or delete on journal
  for each row execute function refuse_change();
create trigger journal_is_never_truncated before truncate on journal
  for each statement execute function refuse_change();

-- Message ids that have had their effect; pruned past the retention of the topics.
create table inbox (
  reader     text        not null,
  message_id text        not null,
  seen_at    timestamptz not null default now(),
  primary key (reader, message_id)
);
create index inbox_by_age on inbox (seen_at);
