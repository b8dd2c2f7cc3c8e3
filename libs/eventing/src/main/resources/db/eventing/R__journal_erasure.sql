-- A journal is append-only but for one thing: what people wrote goes when its dossier is erased. Only the payload of
-- an event may then change, only within a transaction that says so, and the event stays.
create or replace function refuse_journal_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and current_setting('humanlayer.erasing', true) = 'content'
     and (new.position, new.stream, new.version, new.event_id, new.type, new.schema_version, new.topic, new.key,
          new.org, new.occurred_at)
       is not distinct from (old.position, old.stream, old.version, old.event_id, old.type, old.schema_version,
          old.topic, old.key, old.org, old.occurred_at) then
    return new;
  end if;
  raise exception '% on % is refused: it is append-only', tg_op, tg_table_name;
end $$;
drop trigger if exists journal_is_append_only on journal;
create trigger journal_is_append_only before update or delete on journal
  for each row execute function refuse_journal_change();
create index if not exists journal_by_key on journal (key);
