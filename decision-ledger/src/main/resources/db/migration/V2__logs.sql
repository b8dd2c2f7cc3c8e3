-- One log per organisation. Its row is the lock under which everything of the log is written, so
-- there is one writer at a time, whichever instance it is.
create table ledger_log (
  id              int         generated always as identity primary key,
  org             text        not null,
  generation      int         not null,
  origin          text        not null unique,
  vkey            text        not null,
  sealed_key      bytea       not null,
  created_at      timestamptz not null,
  next_index      bigint      not null default 0,
  checkpoint_size bigint      not null default 0,
  unique (org, generation),
  check (checkpoint_size <= next_index)
);
create index ledger_log_grown on ledger_log (org) where next_index > checkpoint_size;

-- A log only grows, and its name and key are for ever.
create function refuse_shrinking_log() returns trigger language plpgsql as $$
begin
  if new.next_index < old.next_index or new.checkpoint_size < old.checkpoint_size
     or (new.id, new.org, new.generation, new.origin, new.vkey, new.sealed_key)
        is distinct from (old.id, old.org, old.generation, old.origin, old.vkey, old.sealed_key) then
    raise exception 'log % is refused this change: it only grows', old.origin;
  end if;
  return new;
end $$;
create trigger ledger_log_only_grows before update on ledger_log
  for each row execute function refuse_shrinking_log();
create trigger ledger_log_is_never_deleted before delete on ledger_log
  for each row execute function refuse_change();
create trigger ledger_log_is_never_truncated before truncate on ledger_log
  for each statement execute function refuse_change();

-- The leaves. The primary key is the fence: two writers cannot both write a position. No foreign
-- key to the log, which would cost a look-up per leaf under a lock that is already held.
create table ledger_entry (
  log_id    int    not null,
  idx       bigint not null,
  event_id  uuid,
  leaf      bytea  not null check (octet_length(leaf) <= 65535),
  leaf_hash bytea  not null check (octet_length(leaf_hash) = 32),
  primary key (log_id, idx),
  unique (log_id, event_id)
);

-- Documents of the decisions, for receipts; without free text or personal data.
create table ledger_decision (
  log_id     int    not null,
  idx        bigint not null,
  request_id uuid   not null,
  document   text   not null,
  primary key (log_id, idx)
);
create index ledger_decision_by_request on ledger_decision (request_id, idx);

-- Full tiles only: a partial one is made from the newest leaves and tiles when asked for, so no row
-- ever changes.
create table ledger_tile (
  log_id int      not null,
  level  smallint not null,
  n      bigint   not null,
  hashes bytea    not null check (octet_length(hashes) = 8192),
  root   bytea    not null check (octet_length(root) = 32),
  primary key (log_id, level, n)
);

create table ledger_checkpoint (
  log_id    int         not null,
  size      bigint      not null,
  root      bytea       not null check (octet_length(root) = 32),
  note      text        not null,
  signed_at timestamptz not null,
  primary key (log_id, size)
);

do $$
declare t text;
begin
  foreach t in array array['ledger_entry', 'ledger_decision', 'ledger_tile', 'ledger_checkpoint'] loop
    execute format('create trigger %I before update or delete on %I
      for each row execute function refuse_change()', t || '_is_append_only', t);
    execute format('create trigger %I before truncate on %I
      for each statement execute function refuse_change()', t || '_is_never_truncated', t);
  end loop;
end $$;

-- Who may read, followed from hl.agents.v1.
create table ledger_agent (
  org        text        not null,
  agent      text        not null,
  active     boolean     not null,
  key_hashes text[]      not null,
  changed_at timestamptz not null,
  primary key (org, agent)
);
create index ledger_agent_by_key on ledger_agent using gin (key_hashes);
