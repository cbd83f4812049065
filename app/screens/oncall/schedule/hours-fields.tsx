import { For, Index } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { TextField } from "../../../parts/field.tsx";
import { OFFICE_HOURS, type Restriction } from "./draft.ts";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** The hours to which a layer is restricted; none: always. Turns count on outside them. */
export function HoursFields(props: {
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
						<legend class="sub">On call only</legend>
						<div class="line">
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
