-- When each scheduled job falls due next. The row is locked by the process that turns a due instant into a run.
create table job_schedules (
  name text primary key,
  pattern text not null,
  next_due timestamptz not null
);

-- Each due instant that is to be served, once; missed ones are served in their order.
create table job_runs (
  name text not null references job_schedules (name),
  due_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'dead')),
  attempts int not null default 0,
  -- Name, code and place of the last error; never its sentence.
  error jsonb,
  started_at timestamptz,
  ended_at timestamptz,
  primary key (name, due_at)
);
create index job_runs_waiting on job_runs (name, due_at) where state = 'waiting';
create index job_runs_dead on job_runs (ended_at) where state = 'dead';

-- How far a long piece of work has come; it goes on from its cursor after a stop or a crash.
create table job_progress (
  name text not null,
  subject text not null,
  state text not null default 'running' check (state in ('running', 'done', 'dead')),
  total bigint,
  done bigint not null default 0,
  cursor text,
  error jsonb,
  started_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (name, subject)
);

grant select, insert, update on job_schedules, job_runs, job_progress to plumbline_app;
grant delete on job_runs to plumbline_app;
