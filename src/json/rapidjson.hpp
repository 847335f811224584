#pragma once

// RapidJSON under a namespace of our own, so that a host's other RapidJSON and ours never mix (one-definition rule), and
// only its SAX headers: document.h does not compile with every compiler that we support.
#define RAPIDJSON_NAMESPACE pagebridge_rapidjson
#define RAPIDJSON_NAMESPACE_BEGIN namespace pagebridge_rapidjson {
#define RAPIDJSON_NAMESPACE_END }
#if defined(__SSE2__)
#define RAPIDJSON_SSE2 1
#endif

#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
