-- What others have said of our heads. No foreign key and no lock in common with what appending
-- writes: a slow witness never delays an entry.
create table ledger_cosignature (
  log_id      int         not null,
  size        bigint      not null,
  signed_by   text        not null,
  line        text        not null,
  received_at timestamptz not null,
  primary key (log_id, size, signed_by)
);
create index ledger_cosignature_by_key on ledger_cosignature (log_id, signed_by, size);

create table ledger_time_stamp (
  log_id    int         not null,
  size      bigint      not null,
  authority text        not null,
  at        timestamptz not null,
  trusted   boolean     not null,
  answer    bytea       not null,
  primary key (log_id, size, authority)
);

-- What was said and not believed, once per head, teller and fault.
create table ledger_seal_refusal (
  log_id  int         not null,
  size    bigint      not null,
  told_by text        not null,
  fault   text        not null,
  detail  text        not null,
  at      timestamptz not null,
  primary key (log_id, size, told_by, fault)
);

do $$
declare t text;
begin
  foreach t in array array['ledger_cosignature', 'ledger_time_stamp', 'ledger_seal_refusal'] loop
    execute format('create trigger %I before update or delete on %I
      for each row execute function refuse_change()', t || '_is_append_only', t);
    execute format('create trigger %I before truncate on %I
      for each statement execute function refuse_change()', t || '_is_never_truncated', t);
  end loop;
end $$;

-- The last head of each watched log that this installation has signed as a witness.
create table witness_head (
  origin      text   primary key,
  origin_hash text   not null unique,
  size        bigint not null check (size >= 0),
  root        bytea  not null check (octet_length(root) = 32),
  note        text   not null
);
create function refuse_shrinking_head() returns trigger language plpgsql as $$
begin
  if new.size < old.size or new.origin <> old.origin
     or (new.size = old.size and new.root <> old.root) then
    raise exception 'the head of % is refused this change: it only grows', old.origin;
  end if;
  return new;
end $$;
create trigger witness_head_only_grows before update on witness_head
  for each row execute function refuse_shrinking_head();
create trigger witness_head_is_never_deleted before delete on witness_head
  for each row execute function refuse_change();
create trigger witness_head_is_never_truncated before truncate on witness_head
  for each statement execute function refuse_change();
