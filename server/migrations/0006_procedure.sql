-- A procedure in force is a graph of moves: a record may only step along it.

create table procedure_move (
  version_id uuid not null references artefact_version,
  from_step text not null,
  to_step text not null,
  primary key (version_id, from_step, to_step)
);
grant select on procedure_move to staff, portal, supplier, worker;
grant insert on procedure_move to staff;
