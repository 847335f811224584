"""Installs the pinned clients into a cache folder, unless the pins are those that are there already."""

import hashlib
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
NPM_FILES = ("package.json", "package-lock.json", ".npmrc")


def digest(*names):
    seen = hashlib.sha256(sys.version.encode())
    for name in names:
        seen.update((HERE / name).read_bytes())
    return seen.hexdigest()


def install_once(folder, pins, install):
    """The stamp is written last, so that half an installation is made anew."""
    stamp = folder / "stamp"
    wanted = digest(*pins)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    install(folder)
    stamp.write_text(wanted)


def install_node_modules(folder):
    for name in NPM_FILES:
        shutil.copy(HERE / name, folder / name)
    # No package has a reason to run a script of its own here.
    subprocess.run(["npm", "ci", "--ignore-scripts"], cwd=folder, check=True, stdin=subprocess.DEVNULL)


def install_python_packages(folder):
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    pip = [folder / "bin" / "python", "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--no-deps", "--requirement", HERE / "requirements.txt"], check=True)


class Tools:
    def __init__(self, cache):
        self.node_folder = pathlib.Path(cache).absolute() / "node"
        self.python_folder = pathlib.Path(cache).absolute() / "python"

    def install(self):
        install_once(self.node_folder, NPM_FILES, install_node_modules)
        install_once(self.python_folder, ("requirements.txt",), install_python_packages)

    @property
    def node_path(self):
        return self.node_folder / "node_modules"

    @property
    def python(self):
        return self.python_folder / "bin" / "python"
