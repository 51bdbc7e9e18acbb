# A worker, and every other command: `docker run … crosslift status`. Temporal and PostgreSQL are other containers.
ARG NODE_IMAGE=node:20.20-bookworm-slim

FROM ${NODE_IMAGE} AS build
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates g++ python3-pip \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/crosslift
ENV CROSSLIFT_CACHE=/opt/crosslift-native
# First what native parts depend on: a change of the code does not build them again.
COPY package.json package-lock.json .npmrc ./
COPY platform/bootstrap platform/bootstrap
RUN node platform/bootstrap/main.mjs prepare --all --without temporal,postgres && npm prune --omit=dev

FROM ${NODE_IMAGE}
# LightGBM and XGBoost are built with OpenMP.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates libgomp1 tini \
  && rm -rf /var/lib/apt/lists/* \
  && install --directory --owner=node --group=node /var/lib/crosslift
WORKDIR /opt/crosslift
COPY --from=build /opt/crosslift-native /opt/crosslift-native
COPY --from=build /opt/crosslift/node_modules node_modules
COPY . .
ENV CROSSLIFT_CACHE=/opt/crosslift-native \
  CROSSLIFT_STATE=/var/lib/crosslift \
  NODE_ENV=production
USER node
VOLUME /var/lib/crosslift
# A worker lets its steps finish on SIGTERM; tini passes it on and reaps training children.
ENTRYPOINT ["tini", "--", "node", "/opt/crosslift/cli/crosslift.mjs"]
CMD ["worker"]
