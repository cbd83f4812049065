import { For, Index } from "solid-js";
import { DAYS } from "../state/hours-words.ts";
import type { Schedule } from "../state/wire.ts";
import { Button } from "./button.tsx";
import { TextField } from "./field.tsx";

type Restriction = Schedule["layers"][number]["restrictions"][number];

/** The whole week but nights and weekends: what hours begin with. */
export const OFFICE_HOURS: Restriction = { days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" };

/** Weekly windows of what happens at certain hours only; none: always. */
export function HoursFields(props: {
	legend: string;
	restrictions: readonly Restriction[];
	wrong(pointer: string): string | undefined;
	onRestrictions(next: Restriction[]): void;
}) {
	const change = (place: number, next: Partial<Restriction>) =>
		props.onRestrictions(props.restrictions.map((one, n) => (n === place ? { ...one, ...next } : one)));
	return (
		<div class="stack">
			<Index each={props.restrictions}>
				{(one, place) => (
					<fieldset class="stack">
						<legend class="sub">{props.legend}</legend>
						<div class="line weekdays">
							<For each={DAYS}>
								{(name, index) => (
									<label class="line">
										<input
											class="pick"
											type="checkbox"
											checked={one().days.includes(index() + 1)}
											onChange={() => change(place, { days: toggled(one().days, index() + 1) })}
										/>
										{name}
									</label>
								)}
							</For>
						</div>
						<div class="abreast">
							<TextField
								label="From"
								type="time"
								required
								value={one().from}
								onValue={(from) => change(place, { from })}
							/>
							<TextField
								label="To"
								type="time"
								required
								hint="The same time as From: all day"
								value={one().to}
								error={props.wrong(`/${place}/days`)}
								onValue={(to) => change(place, { to })}
							/>
						</div>
						<Button
							kind="quiet"
							onClick={() => props.onRestrictions(props.restrictions.filter((_, n) => n !== place))}
						>
							Remove these hours
						</Button>
					</fieldset>
				)}
			</Index>
			<Button onClick={() => props.onRestrictions([...props.restrictions, OFFICE_HOURS])}>
				{props.restrictions.length === 0 ? "Only at certain hours" : "Add more hours"}
			</Button>
		</div>
	);
}

const toggled = (days: readonly number[], day: number): number[] =>
	days.includes(day) ? days.filter((one) => one !== day) : [...days, day].toSorted((a, b) => a - b);
