-- What Sentinels proposed to do instead of what was asked, under the key of the dossier.
create table dossier_edit (
  request_id    uuid  not null,
  action_digest text  not null,
  content       bytea not null,
  primary key (request_id, action_digest)
);
