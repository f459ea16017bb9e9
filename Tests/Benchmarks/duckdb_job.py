"""The job in DuckDB: read every file once, drop superseded rows, judge each dossier in each window, group."""

import duckdb

import job as j

COLUMNS = [
    "dossier_id", "province_code", "province", "commune_code", "commune", "level", "agency", "procedure_code",
    "procedure", "field", "channel", "service_level", "received_at", "due_at", "finished_at", "returned_at",
    "supplement_requested_at", "supplemented_at", "status", "fee_vnd", "paid_online", "rating",
]


def read(con, job):
    """One row a record, with what status and dates say together settled; a later row of a code has the higher rowid."""
    columns = ", ".join(f"'{name}': '{'TIMESTAMP' if name.endswith('_at') else 'VARCHAR'}'" for name in COLUMNS)
    files = ", ".join("'" + file.replace("'", "''") + "'" for file in job.files)
    con.execute(f"""
        CREATE TEMP TABLE dossiers AS
        SELECT * REPLACE (
            CASE WHEN is_refused THEN finished
              WHEN finished IS NULL AND is_withdrawal THEN received
              WHEN finished < received THEN received ELSE finished END AS finished)
        FROM (
          SELECT dossier_id, province_code AS province, coalesce(commune_code, '') AS commune, level,
            coalesce(agency, '') AS agency, coalesce(service_level, '') AS service_level, coalesce(field, '') AS field, coalesce(channel, 'in_person') AS channel,
            coalesce(procedure_code, '') AS procedure_code,
            CASE WHEN procedure_code IS NULL THEN coalesce(procedure, '') ELSE '' END AS procedure,
            received_at::DATE AS received, due_at::DATE AS due, coalesce(finished_at, returned_at)::DATE AS finished,
            supplement_requested_at::DATE AS requested, supplemented_at::DATE AS supplied,
            status = 'submitted' AND finished IS NULL AS is_submitted, status = 'not_accepted' AS is_refused,
            status IN ('withdrawal_requested', 'stopped') AS is_withdrawal,
            finished IS NULL AND status IN ('finished', 'returned') AS is_undated,
            requested IS NULL AND supplied IS NULL AND status = 'supplement_requested' AS is_paused_by_status
          FROM read_csv([{files}], header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
            columns = {{{columns}}}))""")


def drop_superseded(con):
    con.execute("""
        DELETE FROM dossiers WHERE rowid IN (
          SELECT unnest(list_sort(rowids)[:-2])
          FROM (SELECT list(rowid) AS rowids FROM dossiers SEMI JOIN (
            SELECT dossier_id FROM dossiers GROUP BY dossier_id HAVING count(*) > 1) USING (dossier_id)
          GROUP BY dossier_id))""")


def judge(con, keys, first, last, worked):
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE judged AS
        SELECT {keys}, state, carried_over,
          CASE WHEN state BETWEEN {j.PAUSED} AND {j.IN_TIME} THEN is_undated ELSE false END AS finished_undated,
          CASE WHEN state <= {j.NO_DEADLINE} THEN finished - received END AS calendar_days,
          CASE WHEN state <= {j.NO_DEADLINE} AND finished > received
            THEN f.worked + f.is_worked - r.worked - r.is_worked
            WHEN state <= {j.NO_DEADLINE} THEN 0 END AS working_days
        FROM (
          SELECT *, received < DATE '{first}' AS carried_over,
            CASE
              WHEN is_submitted THEN CASE WHEN received > DATE '{last}' THEN NULL ELSE {j.AWAITING} END
              WHEN is_refused THEN CASE WHEN coalesce(finished, received) BETWEEN DATE '{first}' AND DATE '{last}'
                THEN {j.REFUSED} END
              WHEN received > DATE '{last}' THEN NULL
              WHEN finished <= DATE '{last}' THEN CASE
                WHEN received < DATE '{first}' AND finished < DATE '{first}' THEN NULL
                WHEN is_withdrawal THEN {j.WITHDRAWN}
                WHEN due IS NULL THEN {j.NO_DEADLINE}
                WHEN finished < due THEN {j.EARLY}
                WHEN finished > due THEN {j.LATE} ELSE {j.ON_TIME} END
              WHEN is_paused_by_status OR requested <= DATE '{last}'
                AND (supplied IS NULL OR supplied > DATE '{last}') THEN {j.PAUSED}
              WHEN due IS NULL THEN {j.OPEN_NO_DEADLINE}
              WHEN due < DATE '{last}' THEN {j.OVERDUE}
              WHEN due <= DATE '{worked}' THEN {j.DUE_SOON} ELSE {j.IN_TIME} END AS state
          FROM dossiers) AS d
          LEFT JOIN calendar AS r ON r.day = d.received LEFT JOIN calendar AS f ON f.day = d.finished
        WHERE state IS NOT NULL""")


def measures():
    def count(state):
        return f"count(*) FILTER (state = {j.STATES.index(state)})"

    handled = f"NOT carried_over AND state < {j.AWAITING}"
    columns = {f"received_{channel}": f"count(*) FILTER (channel = '{channel}' AND {handled})"
               for channel in ["online", "in_person", "postal"]}
    columns["carried_over"] = f"count(*) FILTER (carried_over AND state < {j.AWAITING})"
    for state in j.STATES:
        columns[state] = count(state)
    columns["pending_in_time"] += " + " + columns["pending_due_soon"]
    columns["finished_undated"] = "count(*) FILTER (finished_undated)"
    for name, days in [("days", "working_days"), ("calendar_days", "calendar_days")]:
        both = f"quantile_disc({days}, [0.5, 0.9])"  # computed once for both columns
        columns[f"median_{name}"], columns[f"p90_{name}"] = f"{both}[1]", f"{both}[2]"
    return ", ".join(f"{columns[name]} AS {name}" for name in j.MEASURES)


def daily(con, job):
    first, last = job.windows["own"]
    con.execute(f"""
        COPY (
          WITH events AS (
            SELECT province, greatest(received, DATE '{first}' - 1) AS day, 1 AS opened, 0 AS resolved, 0 AS withdrawn
            FROM dossiers WHERE NOT is_submitted AND NOT is_refused AND received <= DATE '{last}'
            UNION ALL
            SELECT province, greatest(finished, DATE '{first}' - 1), 0, (NOT is_withdrawal)::INTEGER, is_withdrawal::INTEGER
            FROM dossiers WHERE NOT is_submitted AND NOT is_refused AND finished <= DATE '{last}'),
          days AS (
            SELECT province, day, sum(opened) AS received, sum(resolved) AS resolved, sum(withdrawn) AS withdrawn
            FROM events GROUP BY ROLLUP (day, province) HAVING day IS NOT NULL),
          grid AS (
            SELECT p.province, d.day::DATE AS day
            FROM (SELECT DISTINCT province FROM days) AS p,
              range(DATE '{first}' - 1, DATE '{last}' + 1, INTERVAL 1 DAY) AS d(day))
          SELECT coalesce(province, 'VN') AS province, day, received, resolved, open, withdrawn
          FROM (
            SELECT grid.province, grid.day, coalesce(received, 0) AS received, coalesce(resolved, 0) AS resolved,
              coalesce(withdrawn, 0) AS withdrawn,
              sum(coalesce(received, 0) - coalesce(resolved, 0) - coalesce(withdrawn, 0))
                OVER (PARTITION BY grid.province ORDER BY grid.day) AS open
            FROM grid LEFT JOIN days ON days.day = grid.day AND days.province IS NOT DISTINCT FROM grid.province)
          WHERE day >= DATE '{first}')
        TO '{job.path("own", "daily")}' (HEADER)""")


def main():
    job = j.from_command_line()
    con = duckdb.connect()
    con.execute("SET memory_limit = '16GB'")
    con.execute("CREATE TEMP TABLE calendar (day DATE, worked INTEGER, is_worked INTEGER)")
    days = job.worked_before()
    con.execute("INSERT INTO calendar SELECT unnest(?::DATE[]), unnest(?::INTEGER[]), unnest(?::INTEGER[])", [
        [day for day, _ in days[:-1]], [worked for _, worked in days[:-1]],
        [after - worked for (_, worked), (_, after) in zip(days, days[1:])]])
    read(con, job)
    drop_superseded(con)
    if job.daily:
        daily(con, job)
    for window, (first, last) in job.windows.items():
        # The last day that lies within five working days.
        soon = con.execute(
            f"SELECT max(day) FROM calendar WHERE worked + is_worked <= 5 + "
            f"(SELECT worked + is_worked FROM calendar WHERE day = DATE '{last}')").fetchone()[0]
        judge(con, ", ".join(job.columns), first, last, soon)
        for breakdown, keys in job.breakdowns.items():
            columns = ", ".join(keys + [measures()])
            grouped = f" GROUP BY {', '.join(keys)}" if keys else ""
            con.execute(f"COPY (SELECT {columns} FROM judged{grouped}) TO '{job.path(window, breakdown)}' (HEADER)")


main()
