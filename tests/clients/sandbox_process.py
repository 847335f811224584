"""Starts `pagebridge sandbox` on a free port, writes down what a test must know of it, and stops it."""

import json
import pathlib
import subprocess
import tempfile

from control import Control


class SandboxProcess:
    def __init__(self, program, clock):
        self.program = program
        self.clock = clock

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        token_file = pathlib.Path(self.folder.name) / "control-token"
        command = [self.program, "sandbox", "--port", "0", "--json", "--default-app", "--clock", self.clock]
        command += ["--control-token-file", str(token_file)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            announced = self.process.stdout.readline()
            if not announced:
                raise SystemExit(f"{self.program} sandbox ended with {self.process.wait(timeout=10)}, it did not start")
            self.origin = json.loads(announced)["origin"]
            self.control_token = token_file.read_text().strip()
            self.world_file = self.write_world()
        except BaseException:
            self.__exit__()
            raise
        return self

    def write_world(self):
        world = Control(self.origin, self.control_token).world()
        file = pathlib.Path(self.folder.name) / "world.json"
        file.write_text(json.dumps({"origin": self.origin, "control_token": self.control_token, "world": world}))
        return file

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        self.folder.cleanup()
