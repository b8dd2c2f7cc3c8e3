-- Whether the offer is still to be answered: what somebody is being asked about now. The offers of the
-- past are many more.
alter table offer add column pending boolean not null default true;
update offer o set pending = o.live and o.answered_at is null
  and exists (select 1 from case_view c where c.id = o.case_id and c.decided_at is null);
create index offer_pending on offer (org, sentinel) where pending;

-- The panels with an empty seat, once for each; and since when the case waits for people who are all
-- full, so that it is matched with the others that do.
alter table case_view
  add column waiting   text[] not null default '{}',
  add column queued_at timestamptz;
create index case_view_queue on case_view (org, queued_at) where queued_at is not null;
