// Checks a receipt with Go's sumdb packages: the signed note and the path from the leaf to its root.
package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type receipt struct {
	LogIndex, TreeSize, RootHash, Leaf, Checkpoint string
	Hashes                                         []string
}

func main() {
	var it receipt
	must(json.Unmarshal(read("receipt.json"), &it))
	verifier, err := note.NewVerifier(strings.TrimSpace(string(read("key"))))
	must(err)
	opened, err := note.Open([]byte(it.Checkpoint), note.VerifierList(verifier))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	if lines[1] != it.TreeSize || lines[2] != it.RootHash {
		log.Fatal("FAILED the receipt names another head")
	}
	var proof tlog.RecordProof
	for _, hash := range it.Hashes {
		proof = append(proof, decode(hash))
	}
	leaf, err := base64.StdEncoding.DecodeString(it.Leaf)
	must(err)
	size, index := number(it.TreeSize), number(it.LogIndex)
	must(tlog.CheckRecord(proof, size, decode(it.RootHash), index, tlog.RecordHash(leaf)))
	leaf[0] ^= 1
	if tlog.CheckRecord(proof, size, decode(it.RootHash), index, tlog.RecordHash(leaf)) == nil {
		log.Fatal("FAILED sumdb/tlog accepts a changed leaf")
	}
	fmt.Println("OK sumdb/note and sumdb/tlog: the checkpoint and the path verify, a changed leaf does not")
}

func decode(text string) (hash tlog.Hash) {
	bytes, err := base64.StdEncoding.DecodeString(text)
	must(err)
	copy(hash[:], bytes)
	return
}

func number(text string) int64 {
	value, err := strconv.ParseInt(text, 10, 64)
	must(err)
	return value
}

func read(name string) []byte {
	bytes, err := os.ReadFile(filepath.Join(os.Args[1], name))
	must(err)
	return bytes
}

func must(err error) {
	if err != nil {
		log.Fatal("FAILED ", err)
	}
}
