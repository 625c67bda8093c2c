# syntax=docker/dockerfile:1

# The shop's image: built from sources with the project's own build command, run as an unprivileged user.
#   docker build -t astris .

FROM node:20-bookworm-slim AS node

FROM rust:1-slim-bookworm AS build
# A C compiler for aws-lc and libwebp, and make, cmake and perl for their build scripts.
RUN apt-get update \
    && apt-get install -y --no-install-recommends build-essential ca-certificates cmake perl pkg-config \
    && rm -rf /var/lib/apt/lists/*
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
    && rustup target add wasm32-unknown-unknown
WORKDIR /astris
COPY . .
# Tools and artefacts stay in the builder's cache from one image to the next; only the finished build is copied out.
RUN --mount=type=cache,target=/cache \
    --mount=type=cache,target=/usr/local/cargo/registry \
    ASTRIS_CACHE=/cache cargo xtask build \
    && cp -rL .astris/build/current /built

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates curl \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /var/lib/astris --create-home astris
COPY --from=build /built/astris /built/hash.txt /opt/astris/
COPY --from=build /built/site /opt/astris/site
# For `astris seed`, which a new shop may be tried with.
COPY demo /opt/astris/demo
ENV ASTRIS_ENV=production \
    ASTRIS_LISTEN=0.0.0.0:3000 \
    ASTRIS_MEDIA_DIR=/var/lib/astris/media \
    LEPTOS_HASH_FILES=true \
    LEPTOS_OUTPUT_NAME=astris \
    LEPTOS_SITE_PKG_DIR=pkg \
    LEPTOS_SITE_ROOT=/opt/astris/site
USER astris
RUN mkdir -p /var/lib/astris/media
WORKDIR /opt/astris
VOLUME /var/lib/astris/media
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
    CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:3000/readyz"]
ENTRYPOINT ["/opt/astris/astris"]
CMD ["serve"]
