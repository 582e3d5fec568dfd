"""How much the engine may hold in memory: the variable that says it, and what is said where it is not enough."""

from guiju.model.text import Text

MEMORY = "GUIJU_MEMORY"
"""Environment variable, a size like `8GB`."""
DISK = "max_temp_directory_size"
"""What the engine says where it is the temporary folder that is full: that is told as want of memory too."""
TOO_LITTLE = Text(
    zh=f"引擎的内存不够：请用环境变量给它更多，例如 {MEMORY}=8GB。",
    en=f"the engine has too little memory: give it more in the environment, as in {MEMORY}=8GB.",
)
