import { defineConfig } from "drizzle-kit";

export default defineConfig({
	dialect: "sqlite",
	schema: ["./db/schema.ts", "./db/schema-auth.ts"],
	out: "./db/migrations",
});
