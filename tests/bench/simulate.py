"""The simulation of one team at one site in numpy, as a yardstick: all trials side by side.

    python3 simulate.py SCENARIO TRIALS TIME_ZONE_GAP LANGUAGE_GAP CULTURE_GAP NIGHT

Prints the best of some times in seconds and the mean effective cost. The model is that of the books for
seats that exist; draws are plain random ones.
"""

import re
import sys
import time

import numpy as np


def records(path):
    """The numbers of the scenario's records by name; the salaries and the share."""
    text = re.sub(r"//.*", "", open(path, encoding="utf-8").read())
    found = {}
    for name in ["money", "home", "sites", "teams", "friction", "management", "transition", "rollout"]:
        body = text[re.search(rf"^    {name}: ", text, re.M).end() :]
        body = body[: re.search(r"^    [\])]", body, re.M).start()]
        found[name] = {k: float(v) for k, v in re.findall(r"(\w+): (-?[\d.]+)", body)}
    salaries = re.search(r"salary: \{(.*?)\}", text).group(1)
    found["salary"] = [float(v) for v in re.findall(r': ([\d.]+)', salaries)]
    found["share"] = float(re.search(r'mix: \{"[^"]*": ([\d.]+)', text).group(1))
    return found


def triangular(rng, value, low, high, n, most=np.inf):
    """Today's value times a triangular draw."""
    u, width = rng.random(n), high - low
    below = low + np.sqrt(u * width * (1 - low))
    above = high - np.sqrt((1 - u) * width * (high - 1))
    return np.minimum(value * np.where(u * width <= 1 - low, below, above), most)


class Pool:
    def __init__(self, start, fill, ramp, attrition, day_one, n):
        ages = max(1, int(np.ceil(np.max(ramp))))
        self.fill, self.stay, self.begun = fill, 1 - attrition / 12, False
        self.c = np.zeros((fill + ages + 1, n))
        self.c[-1] = start
        age = np.arange(ages + 2)[:, None]
        x = np.minimum(age, ramp)
        g = x - x * x / (2 * ramp)
        self.prod = 1 - (1 - day_one) * (g[1:] - g[:-1])

    def step(self, target):
        f, c = self.fill, self.c
        if self.begun:
            c[f:] *= self.stay
            last = c[-1] + c[-2]
            c[1:-1] = c[:-2].copy()
            c[-1], c[0] = last, 0
        self.begun = True
        vacant, filled = c[:f].sum(0), c[f:].sum(0)
        missing = target - vacant - filled
        c[0] += np.maximum(missing, 0)
        surplus = np.maximum(-missing, 0)
        released = np.zeros_like(filled)
        if surplus.any():
            cancelled = np.minimum(surplus, vacant)
            released = np.minimum(surplus - cancelled, filled)
            c[:f] *= 1 - np.divide(cancelled, vacant, out=np.zeros_like(vacant), where=vacant > 0)
            c[f:] *= 1 - np.divide(released, filled, out=np.zeros_like(filled), where=filled > 0)
        heads = c[f:].sum(0)
        return heads, c[f].copy(), released, (c[f:] * self.prod).sum(0)


def simulate(s, gaps, n, seed):
    rng = np.random.default_rng(seed)
    money, home, site, team = s["money"], s["home"], s["sites"], s["teams"]
    friction, management, transition, rollout = s["friction"], s["management"], s["transition"], s["rollout"]
    draw = lambda value, low, high, most=np.inf: triangular(rng, value, low, high, n, most)
    time_zone, language = draw(friction["time_zone"], 0.85, 1.14, 1), draw(friction["language"], 0.4, 2, 1)
    culture, rework = draw(friction["culture"], 0, 3, 1), draw(friction["rework"], 0.2, 2, 0.9)
    stretch, day_one = draw(friction["ramp_stretch"], 0.8, 1.2, 4), draw(friction["start_productivity"], 0.5, 1.5, 1)
    coaching, congestion = draw(friction["coaching"], 0.5, 1.5, 2), draw(friction["congestion"], 0.5, 1.5, 5)
    leaving, effect = draw(friction["attrition"], 0.7, 1.5, 5), draw(friction["oversight_effect"], 0.5, 2, 20)
    pay_attrition, pay_output = draw(friction["pay_attrition"], 0.67, 1.5, 6), draw(friction["pay_productivity"], 0, 3, 2)
    governance, severance = draw(management["governance"], 0.5, 1.67, 1), draw(transition["severance_months"], 0.5, 2, 36)
    oversight, ramp = draw(team["oversight"], 0.5, 2, 1), draw(team["ramp_months"], 0.7, 1.4, 36)
    wage_growth, rate = draw(site["wage_growth"], 0.6, 1.5, 0.5), draw(site["exchange_rate"], 0.9, 1.1)

    z, l, c, night = gaps
    seats, pay = team["headcount"], team["pay_position"]
    moving, lag = seats * s["share"], int(site["time_to_fill"])
    attrition = np.minimum(6, site["attrition"] * leaving * pay**-pay_attrition * (1 + friction["night_attrition"] * night))
    worth = pay**pay_output * (site["productive_days"] * site["workday_hours"])
    worth = worth / (home["productive_days"] * home["workday_hours"])
    redone = np.minimum(0.9, rework * (1 + effect) / (1 + effect * (oversight + team["liaisons"] / moving) * 20))
    loss = 1 - (1 - time_zone * z) * (1 - language * l) * (1 - culture * c)

    months = int(money["horizon_months"])
    opened = lambda t: 0 if t < 0 else min(moving, rollout["pilot_heads"] + (
        rollout["wave_heads"] * (1 + (t - int(rollout["pilot_months"])) // int(rollout["wave_every_months"]))
        if t >= rollout["pilot_months"] else 0))
    f, alpha = int(home["time_to_fill"]), home["attrition"]
    pools = [Pool(seats, f, ramp, alpha, day_one, n), Pool(seats, f, ramp, alpha, day_one, n),
             Pool(0, lag, ramp * stretch, attrition, day_one, n)]
    load = lambda heads, active: np.minimum(
        active / 2, coaching * (heads - active) * (1 + congestion * (heads - active) / seats))

    cost_home, cash, base = np.zeros((months, n)), np.zeros((months, n)), np.zeros((months, n))
    missing = np.zeros((months, n))
    for t in range(months):
        y = t // 12
        prices = (1 + money["price_growth"]) ** y
        fx_home = home["exchange_rate"] * (1 + home["exchange_drift"]) ** y
        fx = rate * (1 + site["exchange_drift"]) ** y
        salary_home = s["salary"][0] * (1 + home["wage_growth"]) ** y * fx_home
        unit = salary_home / 12 * (1 + home["on_cost"]) + home["seat_cost"] * prices * fx_home
        salary = s["salary"][1] * pay * (1 + wage_growth) ** y * fx
        manager = management["manager_salary"] * (1 + home["wage_growth"]) ** y * fx_home / 12 * (1 + home["on_cost"])
        heads, joiners, _, active = pools[0].step(np.full(n, seats))
        cost_home[t] = heads * unit + joiners * home["hiring_cost"] * salary_home
        base[t] = active - load(heads, active)
        there, new, _, busy = pools[2].step(np.full(n, opened(t)))
        stays = seats - opened(t - lag - int(transition["handover_months"]))
        here, joined, released, working = pools[1].step(np.full(n, stays))
        wages = there * salary / 12 * (1 + site["night_premium"] * night)
        on_costs, desks = wages * site["on_cost"], there * site["seat_cost"] * prices * fx
        fees = (wages + on_costs) * site["markup"] + there * site["fee"] * prices
        cash[t] = (here * unit + joined * home["hiring_cost"] * salary_home
                   + released * severance * salary_home / 12 + (wages + on_costs + desks + fees) * (1 + governance)
                   + new * site["hiring_cost"] * salary
                   + max(0, opened(t - lag) - opened(t - lag - 1)) * transition["set_up_per_seat"]
                   + oversight * there * manager)
        if opened(t) > 0:
            cash[t] += team["liaisons"] * manager + management["trips_per_year"] * management["trip_cost"] * prices / 12
            cash[t] += transition["selection_per_site"] if t == 0 or opened(t - 1) <= 0 else 0
        everyone = here + there
        part, sync, hq = np.divide(there, everyone), team["sync_share"], team["hq_weight"]
        at_home = sync * (1 - hq) * part * loss
        offshore = sync * (hq * loss + (1 - hq) * (1 - part) * loss)
        output = working * (1 - at_home) + busy * (1 - offshore) * (1 - redone) * worth
        delivered = np.minimum(base[t], np.maximum(0, output - load(everyone, working + busy)))
        missing[t] = base[t] - delivered
    price = cost_home.sum(0) / base.sum(0)
    cumulative = np.cumsum(cash + missing * price, axis=0)
    effective, spent = cumulative[-1], cash.sum(0)
    at = [5, 10, 25, 50, 75, 90, 95]
    for values in (1 - effective / cost_home.sum(0), 1 - spent / cost_home.sum(0), effective):
        np.percentile(values, at)
    np.percentile(cumulative, [10, 50, 90], axis=1)
    return effective.mean()


def main():
    path, n, *gaps = sys.argv[1:]
    s, gaps = records(path), [float(gap) for gap in gaps]
    times = []
    for seed in range(5):
        start = time.perf_counter()
        mean = simulate(s, gaps, int(n), seed)
        times.append(time.perf_counter() - start)
    print(min(times), mean)


main()
