/**
 * Roles that nobody holds at an instant, deputies considered, and the posts that their tasks climb to: the head of the
 * department of the post that carries the role (or, where no post does, of the department that the manual gives it), else
 * the general manager. The manual's roles come in as two lists, since they are no data of the database.
 */
create function climbed_roles_at(at timestamptz, manual_roles text[], manual_departments text[])
returns table (entity_id text, role text, post_id text, via text)
language sql stable
begin atomic
  with held as materialized (select distinct h.post_id from post_holders_at(at) h),
  mapped as materialized (
    select rp.entity_id, rp.role, rp.post_id, held.post_id is not null as filled
      from role_posts rp left join held on held.post_id = rp.post_id
     where in_force(rp.valid_from, rp.valid_to, at)),
  vacant as materialized (
    select m.entity_id, m.role,
           array(select s.department_id from mapped x join post_states s on s.post_id = x.post_id
                  where x.entity_id = m.entity_id and x.role = m.role and in_force(s.valid_from, s.valid_to, at)) as units
      from mapped m where m.role = any(manual_roles) group by m.entity_id, m.role having not bool_or(m.filled)
    union all
    select e.id, r.role,
           array(select s.department_id from department_states s join departments d on d.id = s.department_id
                  where d.entity_id = e.id and r.department = any(s.stands_for) and in_force(s.valid_from, s.valid_to, at))
      from legal_entities e cross join unnest(manual_roles, manual_departments) as r (role, department)
     where not exists (select from mapped m where m.entity_id = e.id and m.role = r.role)),
  heads as materialized (
    select v.entity_id, v.role, s.post_id
      from vacant v join post_states s on s.department_id = any(v.units) join held on held.post_id = s.post_id
     where s.is_head and in_force(s.valid_from, s.valid_to, at))
  select h.entity_id, h.role, h.post_id, 'headOfDepartment' from heads h
  union all
  select v.entity_id, v.role, m.post_id, 'generalManager'
    from vacant v join mapped m on m.entity_id = v.entity_id and m.role = 'generalManager' and m.filled
   where not exists (select from heads h where h.entity_id = v.entity_id and h.role = v.role);
end;
