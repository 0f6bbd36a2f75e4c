# syntax=docker/dockerfile:1

FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json ./
COPY scripts ./scripts
COPY schema ./schema
COPY src ./src
RUN npm run build

FROM node:22-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev

FROM node:22-slim
ENV NODE_ENV=production
# In a container loopback would reach nobody. On any other address the gateway starts only with GATEWAY_API_KEYS or
# JWT_JWKS_URL set; without one of them it refuses, and says so.
ENV HOST=0.0.0.0
ENV PORT=4000
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/schema ./schema
COPY package.json LICENSE ./
# The default database (sqlite:./data/gateway.db) is here: keep it on a volume.
RUN mkdir data && chown node:node data
VOLUME /app/data
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# As `npm start`: what lives for one request should not have to be copied before it dies (docs/performance.md).
CMD ["node", "--min-semi-space-size=32", "--max-semi-space-size=64", "dist/src/main.js"]
