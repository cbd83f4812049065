import { For } from "solid-js";
import "./chart.css";

/** The same as is drawn above it, in figures. */
export function AsTable(props: {
	summary?: string;
	caption: string;
	head: string[];
	rows: (string | number)[][];
}) {
	return (
		<details class="as-table">
			<summary>{props.summary ?? "As a table"}</summary>
			<section class="scrolls" aria-label={props.caption} tabindex={0}>
				<table>
					<caption class="unseen">{props.caption}</caption>
					<thead>
						<tr>
							<For each={props.head}>{(word) => <th scope="col">{word}</th>}</For>
						</tr>
					</thead>
					<tbody>
						<For each={props.rows}>
							{([name, ...cells]) => (
								<tr>
									<th scope="row">{name}</th>
									<For each={cells}>{(cell) => <td>{cell}</td>}</For>
								</tr>
							)}
						</For>
					</tbody>
				</table>
			</section>
		</details>
	);
}
