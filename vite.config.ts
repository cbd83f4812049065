import { defineConfig } from "vite";
import solid from "vite-plugin-solid";

/** The app, laid out as it is served: `/app/index.html` and its files under `/app/assets/`. */
export default defineConfig({
	base: "/",
	publicDir: "app/public",
	plugins: [solid({ exclude: [/worker\//] })],
	build: { assetsDir: "app/assets", rolldownOptions: { input: "app/index.html" } },
});
