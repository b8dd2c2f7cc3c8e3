-- How far each partition of the topic that orders the logs has been written: commits with the
-- entries, so that whoever writes next goes on exactly there.
create table ledger_source (
  part          int         primary key,
  next_offset   bigint      not null check (next_offset >= 0)
);

-- What each leaf is the digest of. Without free text or personal data, so it is kept; the floor
-- under any retention is six months, and the database itself holds to it.
create table ledger_document (
  log_id      int         not null,
  idx         bigint      not null,
  request_id  uuid,
  kind        text        not null,
  occurred_at timestamptz not null,
  document    text        not null,
  primary key (log_id, idx)
);
create index ledger_document_by_request on ledger_document (request_id, idx)
  where request_id is not null;
create index ledger_document_by_time on ledger_document (log_id, occurred_at, idx);

insert into ledger_document (log_id, idx, request_id, kind, occurred_at, document)
select log_id, idx, request_id, 'io.humanlayer.decisions.Decided.v1',
       (document::jsonb ->> 'time')::timestamptz, document
from ledger_decision;
drop table ledger_decision;

-- What an auditor finds an entry by, for example agent:billing.
create table ledger_term (
  log_id int    not null,
  term   text   not null,
  idx    bigint not null,
  primary key (log_id, term, idx)
);

create function refuse_early_deletion() returns trigger language plpgsql as $$
begin
  if old.occurred_at > now() - interval '6 months' then
    raise exception 'delete on % is refused: facts are kept for six months at least', tg_table_name;
  end if;
  return old;
end $$;
create trigger ledger_document_is_never_changed before update on ledger_document
  for each row execute function refuse_change();
create trigger ledger_document_is_kept before delete on ledger_document
  for each row execute function refuse_early_deletion();
create trigger ledger_document_is_never_truncated before truncate on ledger_document
  for each statement execute function refuse_change();
create trigger ledger_term_is_append_only before update or delete on ledger_term
  for each row execute function refuse_change();
create trigger ledger_term_is_never_truncated before truncate on ledger_term
  for each statement execute function refuse_change();

-- What people wrote in decisions, encrypted, with the salts; and whose it may no longer be kept.
create table ledger_disclosure (
  event_id   uuid        primary key,
  request_id uuid        not null,
  org        text        not null,
  sealed     bytea       not null,
  kept_at    timestamptz not null default now()
);
create index ledger_disclosure_by_request on ledger_disclosure (request_id);
create index ledger_disclosure_by_age on ledger_disclosure (kept_at);
create table ledger_erasure (
  request_id uuid        primary key,
  org        text        not null,
  at         timestamptz not null
);

-- Besides the triggers, the rights: the service's own role gives them up. An owner can take them
-- back, and a superuser needs none; against those stands the tree, and who holds its heads.
do $$
declare t text;
begin
  foreach t in array array['ledger_entry', 'ledger_tile', 'ledger_checkpoint', 'ledger_term'] loop
    execute format('revoke update, delete, truncate on %I from public, current_user', t);
  end loop;
  execute 'revoke update, truncate on ledger_document from public, current_user';
  execute 'revoke delete, truncate on ledger_log from public, current_user';
end $$;
