#include "harness/model/path.h"
