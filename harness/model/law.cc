#include "harness/model/law.h"
