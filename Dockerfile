# Three stages: the pages and fonts, the host with its areas, and what runs. Tags move, so a release names the images by digest: docs/operations/running.md.
ARG NODE_IMAGE=node:20-bookworm-slim
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0

FROM ${NODE_IMAGE} AS packages
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=optional --no-audit --no-fund

FROM ${SDK_IMAGE} AS build
ARG NODE_IMAGE
ARG SDK_IMAGE
ARG RUNTIME_IMAGE
ARG BY_TAG=no
RUN for image in "$NODE_IMAGE" "$SDK_IMAGE" "$RUNTIME_IMAGE"; do case "$image" in *@sha256:*) ;; *) [ "$BY_TAG" = yes ] || { echo "$image is no digest. To try something out: --build-arg BY_TAG=yes" >&2; exit 1; } ;; esac; done
COPY --from=packages /usr/local/bin/node /usr/local/bin/node
WORKDIR /src
COPY WorkWell.sln global.json Directory.Build.props Directory.Build.targets Directory.Packages.props .editorconfig BannedSymbols.txt ./
COPY --from=packages /src/node_modules node_modules
COPY package.json package-lock.json ./
COPY modules modules
COPY plugins plugins
COPY host host
COPY config config
# Packages are those of the lock files, or the build fails.
RUN dotnet publish host -c Release -o /app -p:ContinuousIntegrationBuild=true -p:RestoreLockedMode=true

FROM ${RUNTIME_IMAGE} AS final
# Time zones and cultures are needed: the working-day calendar and dates in Gujarati and Arabic depend on them.
RUN apt-get update && apt-get install -y --no-install-recommends curl libicu-dev tzdata && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app ./
COPY --from=build /src/artifacts/areas ./areas
COPY --from=build /src/artifacts/pages ./pages
# Approvals are recorded there; a folder that outlives the container is mounted over it (docs/operations/running.md).
COPY --from=build --chown=$APP_UID /src/config ./config
RUN mkdir /data && chown $APP_UID /data
USER $APP_UID
VOLUME /data
ENV WORKWELL_CONFIG=/app/config WORKWELL_PLUGINS=/app/areas WORKWELL_PAGES=/app/pages WORKWELL_DATA=/data DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["curl", "--fail", "--silent", "http://127.0.0.1:8080/health/ready"]
ENTRYPOINT ["dotnet", "WorkWell.Host.dll"]
CMD ["serve", "--address", "http://0.0.0.0:8080"]
