-- What a suspended operation stops is found without looking at all open cases.
create index case_view_operation on case_view (org, operation) where status <> 'decided';
