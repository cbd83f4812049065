import { For } from "solid-js";
import { Row, Rows } from "../../parts/row.tsx";
import { Shape } from "../../parts/shape.tsx";
import { Ago } from "../../parts/timer.tsx";
import { checkShape, checkWords, regionName } from "./check-words.ts";
import type { RegionCheck } from "./probe.ts";
import "../../parts/secrets.css";

/** One line for each check: what it saw, from where, and when. */
export function CheckList(props: { checks: RegionCheck[]; label: string }) {
	return (
		<Rows label={props.label}>
			<For each={props.checks}>
				{(check) => (
					<Row
						lead={<Shape of={checkShape(check)} />}
						title={checkWords(check)}
						sub={check.region && regionName(check.region)}
						trail={<Ago at={check.at} />}
					/>
				)}
			</For>
		</Rows>
	);
}
