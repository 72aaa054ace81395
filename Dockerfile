# docker build -t ant . && docker compose up
FROM node:22-bookworm-slim AS build
WORKDIR /src
COPY . .
RUN npx --yes deno@2.9.6 task dist && mkdir /opt/ant \
  && tar --extract --file dist/ant-*.tar.gz --directory /opt/ant --strip-components 1 \
  && npm install --prefix /opt/ant --no-audit --no-fund --ignore-scripts

# Tasks run in this image: base it on one that has what they need. CUDA's
# driver libraries and nvidia-smi come from the NVIDIA runtime.
FROM debian:bookworm-slim
RUN apt-get update && apt-get install --yes --no-install-recommends \
  bash ca-certificates procps tini && rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/ant /opt/ant
RUN ln -s /opt/ant/ant /usr/local/bin/ant
ENV NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES=compute,utility
WORKDIR /data
VOLUME /data
EXPOSE 6060 5000
# tini takes in the processes that tasks leave behind.
ENTRYPOINT ["tini", "--", "ant"]
CMD ["serve"]
