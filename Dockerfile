# The package is built and packed in the first stage; the second installs it with what it needs and nothing else.
FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund --omit=optional
COPY . .
RUN npm pack --pack-destination /tmp && mv /tmp/oruk-gateway-*.tgz /tmp/oruk-gateway.tgz

FROM node:24-bookworm-slim AS install
WORKDIR /opt/oruk-gateway
COPY --from=build /tmp/oruk-gateway.tgz /tmp/
COPY --from=build /build/package-lock.json /tmp/
# The image's own Node runs it: the Node that the package brings along is left out.
RUN npm install --no-audit --no-fund --omit=dev --omit=optional /tmp/oruk-gateway.tgz

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="Open Referral UK gateway" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=4000 \
    DATA_DIR=/data \
    FEEDS_CONFIG=/config/feeds.config.json \
    NODE_COMPILE_CACHE=/tmp/node-compile-cache
COPY --from=install /opt/oruk-gateway /opt/oruk-gateway
RUN install -d -o node -g node -m 0700 /data
USER node
VOLUME ["/data"]
EXPOSE 4000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.PORT??4000)+'/health/live').then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))"]
ENTRYPOINT ["/opt/oruk-gateway/node_modules/.bin/oruk-gateway"]
CMD ["serve"]
