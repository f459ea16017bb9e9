"""The job in Polars: read every file once, drop superseded rows, judge each dossier in each window, group."""

import datetime

import polars as pl

import job as j


def day(name):
    return pl.col(name).str.head(10).str.to_date("%Y-%m-%d", strict=True)


def read(job):
    """One row a dossier: the last one of the last file; then what status and dates say together."""
    rows = pl.scan_csv(job.files, infer_schema=False)
    status, finished, received = pl.col("status"), pl.col("finished"), pl.col("received")
    withdrawal = status.is_in(["withdrawal_requested", "stopped"])
    return (
        rows.unique(subset="dossier_id", keep="last", maintain_order=True)
        .select(
            province="province_code", commune=pl.col("commune_code").fill_null(""), level="level",
            agency=pl.col("agency").fill_null(""), service_level=pl.col("service_level").fill_null(""),
            field=pl.col("field").fill_null(""), channel=pl.col("channel").fill_null("in_person"),
            procedure_code=pl.col("procedure_code").fill_null(""),
            procedure=pl.when(pl.col("procedure_code").is_null()).then(pl.col("procedure").fill_null("")).otherwise(
                pl.lit("")),
            status="status", received=day("received_at"), due=day("due_at"),
            finished=day("finished_at").fill_null(day("returned_at")),
            requested=day("supplement_requested_at"), supplied=day("supplemented_at"))
        .with_columns(
            is_submitted=(status == "submitted") & finished.is_null(), is_refused=status == "not_accepted",
            is_withdrawal=withdrawal,
            is_undated=finished.is_null() & status.is_in(["finished", "returned"]),
            is_paused_by_status=pl.col("requested").is_null() & pl.col("supplied").is_null()
            & (status == "supplement_requested"),
            finished=pl.when(status == "not_accepted").then(finished)
            .when(finished.is_null() & withdrawal).then(received)
            .when(finished < received).then(received).otherwise(finished))
        .drop("status")
        .with_columns(pl.col("province", "commune", "level", "agency", "service_level", "field", "channel", "procedure_code").cast(
            pl.Categorical))
    )


def judge(dossiers, keys, first, last, soon, calendar):
    first, last = pl.lit(datetime.date.fromisoformat(first)), pl.lit(datetime.date.fromisoformat(last))
    received, due, finished = pl.col("received"), pl.col("due"), pl.col("finished")
    requested, supplied = pl.col("requested"), pl.col("supplied")
    day_of_refusal = finished.fill_null(received)
    ended = (finished <= last).fill_null(False)
    paused = pl.col("is_paused_by_status") | (
        (requested <= last) & (supplied.is_null() | (supplied > last))).fill_null(False)
    state = (
        pl.when(pl.col("is_submitted")).then(pl.when((received > last).fill_null(False)).then(None).otherwise(j.AWAITING))
        .when(pl.col("is_refused")).then(pl.when(day_of_refusal.is_between(first, last)).then(j.REFUSED))
        .when(received > last).then(None)
        .when(ended & (received < first) & (finished < first)).then(None)
        .when(ended & pl.col("is_withdrawal")).then(j.WITHDRAWN)
        .when(ended & due.is_null()).then(j.NO_DEADLINE)
        .when(ended & (finished < due)).then(j.EARLY)
        .when(ended & (finished > due)).then(j.LATE)
        .when(ended).then(j.ON_TIME)
        .when(paused).then(j.PAUSED)
        .when(due.is_null()).then(j.OPEN_NO_DEADLINE)
        .when(due < last).then(j.OVERDUE)
        .when(due <= soon).then(j.DUE_SOON)
        .otherwise(j.IN_TIME))
    base = j.FIRST_DAY
    worked = lambda column: pl.lit(calendar).gather((column - pl.lit(base)).dt.total_days())
    resolved = pl.col("state") <= j.NO_DEADLINE
    return (
        dossiers.with_columns(state=state.cast(pl.UInt8), carried_over=(received < first).fill_null(False))
        .filter(pl.col("state").is_not_null())
        .with_columns(
            finished_undated=pl.col("is_undated") & pl.col("state").is_between(j.PAUSED, j.IN_TIME),
            calendar_days=pl.when(resolved).then((finished - received).dt.total_days()).cast(pl.Int32),
            working_days=pl.when(resolved).then(worked(finished.fill_null(base)) - worked(received.fill_null(base))))
        .select(*keys, "state", "carried_over", "finished_undated", "calendar_days", "working_days"))


def measures():
    state = pl.col("state")
    count = lambda condition: condition.sum()
    handled = state < j.AWAITING
    received = handled & ~pl.col("carried_over")
    columns = {f"received_{c}": count((pl.col("channel") == c) & received) for c in ["online", "in_person", "postal"]}
    columns["carried_over"] = count(handled & pl.col("carried_over"))
    for number, name in enumerate(j.STATES):
        columns[name] = count(state == number)
    columns["pending_in_time"] = count(state.is_in([j.IN_TIME, j.DUE_SOON]))
    columns["finished_undated"] = count(pl.col("finished_undated"))
    for name, days in [("days", "working_days"), ("calendar_days", "calendar_days")]:
        # The smallest value that at least so many per cent do not exceed (nearest rank).
        values = pl.col(days).drop_nulls().sort()
        for label, percent in [("median", 50), ("p90", 90)]:
            rank = (pl.col(days).count() * percent + 99) // 100
            columns[f"{label}_{name}"] = values.gather(
                pl.when(rank > 0).then(rank.cast(pl.Int64) - 1).otherwise(None), null_on_oob=True).first()
    return [columns[name].alias(name) for name in j.MEASURES]


def daily(dossiers, job):
    first, last = (datetime.date.fromisoformat(day) for day in job.windows["own"])
    before = first - datetime.timedelta(days=1)
    accepted = dossiers.lazy().filter(~pl.col("is_submitted") & ~pl.col("is_refused"))
    withdrawn = pl.col("is_withdrawal")

    def events(column, **counts):
        day = pl.max_horizontal(pl.col(column), pl.lit(before))
        return (accepted.filter(pl.col(column) <= last).group_by(pl.col("province").cast(pl.String), day=day).agg(**counts))

    closed = events("finished", resolved=(~withdrawn).sum(), withdrawn=withdrawn.sum())
    days = pl.concat([events("received", received=pl.len()), closed], how="diagonal_relaxed").fill_null(0)
    provinces = days.select("province").unique()
    grid = provinces.join(
        pl.LazyFrame({"day": pl.date_range(before, last, eager=True)}), how="cross").with_columns(
        received=0, resolved=0, withdrawn=0)
    rows = pl.concat([days.cast({c: pl.Int64 for c in ["received", "resolved", "withdrawn"]}),
                      grid.cast({c: pl.Int64 for c in ["received", "resolved", "withdrawn"]})], how="diagonal_relaxed")
    both = pl.concat([rows, rows.with_columns(province=pl.lit("VN"))])
    table = (
        both.group_by("province", "day").agg(pl.col("received", "resolved", "withdrawn").sum()).sort("province", "day")
        .with_columns(open=(pl.col("received") - pl.col("resolved") - pl.col("withdrawn")).cum_sum().over("province"))
        .filter(pl.col("day") >= first).select("province", "day", *j.DAILY).collect())
    table.write_csv(job.path("own", "daily"))


def main():
    job = j.from_command_line()
    days = job.worked_before()
    # How many working days lie up to and including a day.
    through = pl.Series([after for _, after in days[1:]], dtype=pl.Int32)
    dossiers = read(job).collect(engine="streaming")
    if job.daily:
        daily(dossiers, job)
    for window, (first, last) in job.windows.items():
        limit = through[(datetime.date.fromisoformat(last) - j.FIRST_DAY).days] + 5
        soon = max(day for (day, _), count in zip(days, through) if count <= limit)
        judged = judge(dossiers.lazy(), job.columns, first, last, soon, through).collect(engine="streaming")
        tables = [
            (judged.lazy().group_by(keys).agg(measures()) if keys else judged.lazy().select(measures()))
            for keys in job.breakdowns.values()]
        for breakdown, table in zip(job.breakdowns, pl.collect_all(tables)):
            table.write_csv(job.path(window, breakdown))


main()
